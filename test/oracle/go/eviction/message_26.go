package eviction

import (
	"k8s.io/api/core/v1"
	evictionapi "k8s.io/kubernetes/pkg/kubelet/eviction/api"
)

func messageOf(name v1.ResourceName, pod *v1.Pod, stats statsFunc, thresholds []evictionapi.Threshold, observations signalObservations) (string, map[string]string) {
	return evictionMessage(name, pod, stats, thresholds, observations)
}
