package main

import (
	podutil "k8s.io/kubernetes/pkg/api/pod"
	api "k8s.io/kubernetes/pkg/apis/core"
)

// settlePodLevel fills in a pod's own resources, as the API server does once fields that are switched off are gone.
func settlePodLevel(pod *api.Pod) {
	podutil.DefaultPodLevelResources(pod)
}
