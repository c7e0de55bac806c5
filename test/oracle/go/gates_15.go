package main

import (
	"encoding/json"
	"reflect"
	"sync/atomic"
	"unsafe"

	utilfeature "k8s.io/apiserver/pkg/util/feature"
	"k8s.io/component-base/featuregate"
)

func init() {
	functions["featureGates"] = func(json.RawMessage) (interface{}, error) {
		known := reflect.ValueOf(utilfeature.DefaultMutableFeatureGate).Elem().FieldByName("known")
		value := (*atomic.Value)(unsafe.Pointer(known.Pointer()))
		m := map[string]interface{}{}
		for name, spec := range value.Load().(map[featuregate.Feature]featuregate.FeatureSpec) {
			m[string(name)] = []interface{}{string(spec.PreRelease), spec.Default, spec.LockToDefault, utilfeature.DefaultFeatureGate.Enabled(name)}
		}
		return m, nil
	}
}
