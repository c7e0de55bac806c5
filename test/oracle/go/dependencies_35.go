package main

import (
	"encoding/json"

	utilfeature "k8s.io/apiserver/pkg/util/feature"
)

func init() {
	// What each gate needs, of the gates that need any.
	functions["gateDependencies"] = func(json.RawMessage) (interface{}, error) {
		return utilfeature.DefaultMutableFeatureGate.Dependencies(), nil
	}
}
