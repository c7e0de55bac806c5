package main

import (
	"encoding/json"

	v1 "k8s.io/api/core/v1"

	"oracle/x/resize"
)

type resizeIn struct {
	Pod       json.RawMessage   `json:"pod"`
	Allocated json.RawMessage   `json:"allocated"`
	Node      json.RawMessage   `json:"node"`
	Pods      []json.RawMessage `json:"pods"`
	Absolute  v1.ResourceList   `json:"absolute"`

	CPUPolicy      string `json:"cpuManagerPolicy"`
	MemoryPolicy   string `json:"memoryManagerPolicy"`
	SwapBehavior   string `json:"swapBehavior"`
	SwapController bool   `json:"swapControllerAvailable"`
	CgroupVersion  int    `json:"cgroupVersion"`
}

func init() {
	functions["resizeVerdict"] = func(raw json.RawMessage) (interface{}, error) {
		var in resizeIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		ok, reason, message := resize.Verdict(podOf(in.Pod), podOf(in.Allocated), nodeOf(in.Node), podsOf(in.Pods), resize.Settings{
			Absolute:       in.Absolute,
			CPUPolicy:      in.CPUPolicy,
			MemoryPolicy:   in.MemoryPolicy,
			SwapBehavior:   in.SwapBehavior,
			SwapController: in.SwapController,
			CgroupVersion:  in.CgroupVersion,
		})
		if ok {
			return map[string]string{"verdict": "Allowed"}, nil
		}
		if reason != v1.PodReasonInfeasible {
			reason = v1.PodReasonDeferred
		}
		return map[string]string{"verdict": reason, "message": message}, nil
	}
}
