package main

import (
	"encoding/json"

	corev1 "k8s.io/kubernetes/pkg/apis/core/v1"
)

func init() {
	functions["setPodResourceDefaults"] = func(raw json.RawMessage) (interface{}, error) {
		var in podIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		pod := podOf(in.Pod)
		corev1.SetObjectDefaults_Pod(pod)
		return pod, nil
	}
}
