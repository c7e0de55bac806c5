package eviction

import evictionapi "k8s.io/kubernetes/pkg/kubelet/eviction/api"

func observe(summary *doorSummary) (signalObservations, statsFunc) {
	return makeSignalObservations(summary)
}

func met(thresholds []evictionapi.Threshold, observations signalObservations, enforce bool) []evictionapi.Threshold {
	return thresholdsMet(thresholds, observations, enforce)
}
