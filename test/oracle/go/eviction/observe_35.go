package eviction

import (
	"k8s.io/klog/v2"
	evictionapi "k8s.io/kubernetes/pkg/kubelet/eviction/api"
)

func observe(summary *doorSummary) (signalObservations, statsFunc) {
	return makeSignalObservations(klog.Background(), summary)
}

func met(thresholds []evictionapi.Threshold, observations signalObservations, enforce bool) []evictionapi.Threshold {
	return thresholdsMet(klog.Background(), thresholds, observations, enforce)
}
