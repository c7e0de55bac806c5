package main

import (
	"encoding/json"

	"oracle/x/resizeactions"
)

func init() {
	functions["resizeActions"] = func(raw json.RawMessage) (interface{}, error) {
		var in struct {
			Pod       json.RawMessage        `json:"pod"`
			Allocated json.RawMessage        `json:"allocated"`
			Settings  resizeactions.Settings `json:"settings"`
		}
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		shown := []map[string]interface{}{}
		for _, action := range resizeactions.Actions(podOf(in.Pod), podOf(in.Allocated), in.Settings) {
			m := map[string]interface{}{"do": action.Do}
			if action.Name != "" {
				m["name"] = action.Name
			}
			if action.Config != nil {
				m["config"] = showConfig(action.Config)
			}
			if action.Do == "container" {
				m["requests"], m["limits"] = action.Requests, action.Limits
			}
			if action.Size != "" {
				m["size"] = action.Size
			}
			shown = append(shown, m)
		}
		return shown, nil
	}
}
