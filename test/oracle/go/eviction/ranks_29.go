package eviction

import evictionapi "k8s.io/kubernetes/pkg/kubelet/eviction/api"

func ranks(imageFs, split bool) map[evictionapi.Signal]rankFunc {
	return buildSignalToRankFunc(imageFs, split)
}

func update(thresholds []evictionapi.Threshold, imageFs, split bool) ([]evictionapi.Threshold, error) {
	return UpdateContainerFsThresholds(thresholds, imageFs, split)
}
