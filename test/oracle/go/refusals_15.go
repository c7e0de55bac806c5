package main

import (
	"encoding/json"
	"sort"

	v1 "k8s.io/api/core/v1"
	podutil "k8s.io/kubernetes/pkg/api/pod"
	api "k8s.io/kubernetes/pkg/apis/core"
	corev1 "k8s.io/kubernetes/pkg/apis/core/v1"
)

// refusals are the fields for which the API server would refuse to create the pod; "" where it cannot even read it.
func init() {
	functions["refusals"] = func(raw json.RawMessage) (interface{}, error) {
		var in podIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		pod := &v1.Pod{}
		if err := json.Unmarshal(in.Pod, pod); err != nil {
			return []string{""}, nil
		}
		corev1.SetObjectDefaults_Pod(pod)
		internal := &api.Pod{}
		if err := corev1.Convert_v1_Pod_To_core_Pod(pod, internal, nil); err != nil {
			return nil, err
		}
		podutil.DropDisabledPodFields(internal, nil)
		settlePodLevel(internal)
		fields := []string{}
		for _, refused := range validateCreate(internal) {
			fields = append(fields, refused.Field)
		}
		sort.Strings(fields)
		return fields, nil
	}
}
