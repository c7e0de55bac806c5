package main

import (
	"encoding/json"
	"errors"

	"oracle/x/projects"
)

func init() {
	functions["projectFiles"] = func(raw json.RawMessage) (interface{}, error) {
		var in struct {
			Projects string  `json:"projects"`
			Projid   string  `json:"projid"`
			InUse    []int64 `json:"inUse"`
		}
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		first, second, id, err := projects.Add(in.Projects, in.Projid, in.InUse)
		out := map[string]interface{}{"projects": first, "projid": second}
		if err != nil {
			out["error"] = errors.New("NoFreeProjectID").Error()
		} else {
			out["id"] = id
		}
		return out, nil
	}
}
