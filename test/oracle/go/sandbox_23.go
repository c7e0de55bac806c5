package main

import (
	"encoding/json"

	"oracle/x/kruntime"
)

type sandboxIn struct {
	Pod      json.RawMessage   `json:"pod"`
	Settings kruntime.Settings `json:"settings"`
}

func init() {
	functions["calculateSandboxResources"] = func(raw json.RawMessage) (interface{}, error) {
		var in sandboxIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		return showResources(kruntime.Sandbox(podOf(in.Pod), in.Settings)), nil
	}
}
