package main

import (
	"encoding/json"

	"oracle/x/cm"
)

func init() {
	functions["podLevelMemoryHigh"] = func(raw json.RawMessage) (interface{}, error) {
		var in struct {
			Pod    json.RawMessage `json:"pod"`
			Factor float64         `json:"factor"`
		}
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		config := &cm.ResourceConfig{}
		cm.ApplyPodLevelMemoryHigh(podOf(in.Pod), config, in.Factor)
		return config.Unified["memory.high"], nil
	}
}
