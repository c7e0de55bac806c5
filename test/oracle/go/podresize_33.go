package main

import (
	"context"
	"encoding/json"

	v1 "k8s.io/api/core/v1"
	api "k8s.io/kubernetes/pkg/apis/core"
	corev1 "k8s.io/kubernetes/pkg/apis/core/v1"
	"oracle/x/podstrategy"
)

// stored is a pod as the API server holds it: with defaults, and with what it needs beside its resources.
func stored(raw json.RawMessage) (*api.Pod, error) {
	pod, err := readPod(raw)
	if err != nil {
		return nil, err
	}
	pod.Name, pod.Namespace, pod.UID, pod.ResourceVersion = "pod", "default", "uid", "1"
	for _, containers := range [][]v1.Container{pod.Spec.Containers, pod.Spec.InitContainers} {
		for i := range containers {
			containers[i].Image = "image"
		}
	}
	corev1.SetObjectDefaults_Pod(pod)
	return internalPod(pod), nil
}

func init() {
	functions["validatePodResize"] = func(raw json.RawMessage) (interface{}, error) {
		var in struct {
			Old json.RawMessage `json:"old"`
			New json.RawMessage `json:"new"`
		}
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, unreadable
		}
		before, err := stored(in.Old)
		if err != nil {
			return nil, err
		}
		after, err := stored(in.New)
		if err != nil {
			return nil, err
		}
		podstrategy.Resize.PrepareForUpdate(context.Background(), after, before)
		refused := []map[string]string{}
		for _, err := range podstrategy.Resize.ValidateUpdate(context.Background(), after, before) {
			refused = append(refused, map[string]string{"field": err.Field, "type": string(err.Type), "detail": err.Detail})
		}
		return refused, nil
	}
}
