package main

import (
	"encoding/json"

	"k8s.io/kubernetes/pkg/apis/core/v1/helper/qos"
)

func init() {
	functions["getPodQOS"] = func(raw json.RawMessage) (interface{}, error) {
		var in podIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		return string(qos.GetPodQOS(podOf(in.Pod))), nil
	}
	functions["computePodQOS"] = func(raw json.RawMessage) (interface{}, error) {
		var in podIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		return string(qos.ComputePodQOS(podOf(in.Pod))), nil
	}
}
