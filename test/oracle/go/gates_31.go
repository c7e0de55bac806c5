package main

import (
	"encoding/json"

	utilfeature "k8s.io/apiserver/pkg/util/feature"
)

func init() {
	functions["featureGates"] = func(json.RawMessage) (interface{}, error) {
		m := map[string]interface{}{}
		for name, spec := range utilfeature.DefaultMutableFeatureGate.GetAll() {
			m[string(name)] = []interface{}{string(spec.PreRelease), spec.Default, spec.LockToDefault, utilfeature.DefaultFeatureGate.Enabled(name)}
		}
		return m, nil
	}
}
