package eviction

import evictionapi "k8s.io/kubernetes/pkg/kubelet/eviction/api"

func ranks(imageFs, _ bool) map[evictionapi.Signal]rankFunc {
	return buildSignalToRankFunc(imageFs)
}

func update(thresholds []evictionapi.Threshold, _, _ bool) ([]evictionapi.Threshold, error) {
	return thresholds, nil
}
