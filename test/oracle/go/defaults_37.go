package main

import (
	"encoding/json"

	v1 "k8s.io/api/core/v1"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
	podutil "k8s.io/kubernetes/pkg/api/pod"
	api "k8s.io/kubernetes/pkg/apis/core"
	corev1 "k8s.io/kubernetes/pkg/apis/core/v1"
	"k8s.io/kubernetes/pkg/features"
)

func init() {
	functions["setPodResourceDefaults"] = func(raw json.RawMessage) (interface{}, error) {
		var in podIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		pod := podOf(in.Pod)
		corev1.SetObjectDefaults_Pod(pod)
		if utilfeature.DefaultFeatureGate.Enabled(features.PodLevelResources) && utilfeature.DefaultFeatureGate.Enabled(features.PodLevelResourcesFixDefaulting) {
			internal := &api.Pod{}
			if err := corev1.Convert_v1_Pod_To_core_Pod(pod, internal, nil); err != nil {
				return nil, err
			}
			podutil.DefaultPodLevelResources(internal)
			pod = &v1.Pod{}
			if err := corev1.Convert_core_Pod_To_v1_Pod(internal, pod, nil); err != nil {
				return nil, err
			}
		}
		return pod, nil
	}
}
