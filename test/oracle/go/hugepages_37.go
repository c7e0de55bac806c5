package main

import (
	"encoding/json"

	v1 "k8s.io/api/core/v1"
	statsapi "k8s.io/kubelet/pkg/apis/stats/v1alpha1"
	"oracle/x/summary"
)

func init() {
	functions["eviction.hugePages"] = func(raw json.RawMessage) (interface{}, error) {
		var in struct {
			Memory *statsapi.MemoryStats `json:"memory"`
			Node   *v1.Node              `json:"node"`
		}
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		return summary.AdjustForHugePages(in.Memory, in.Node), nil
	}
}
