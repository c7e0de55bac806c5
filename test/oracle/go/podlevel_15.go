package main

import api "k8s.io/kubernetes/pkg/apis/core"

// settlePodLevel does nothing: a pod's own resources have their defaults already.
func settlePodLevel(pod *api.Pod) {}
