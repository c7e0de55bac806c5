package main

import (
	"encoding/json"

	utilfeature "k8s.io/apiserver/pkg/util/feature"
)

func init() {
	// What each gate needs, of the gates that can be switched off.
	functions["gateDependencies"] = func(json.RawMessage) (interface{}, error) {
		gates := utilfeature.DefaultMutableFeatureGate
		all := gates.GetAll()
		out := map[string][]string{}
		for gate, needed := range gates.Dependencies() {
			for _, one := range needed {
				if !all[one].LockToDefault {
					out[string(gate)] = append(out[string(gate)], string(one))
				}
			}
		}
		return out, nil
	}
}
