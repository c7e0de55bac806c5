package main

import (
	"encoding/json"

	"oracle/x/ktypes"
)

func init() {
	functions["types"] = func(raw json.RawMessage) (interface{}, error) {
		var in podIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		return map[string]bool{"critical": ktypes.IsCriticalPod(podOf(in.Pod))}, nil
	}
}
