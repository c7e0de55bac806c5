package eviction

import (
	"k8s.io/api/core/v1"
	"k8s.io/klog/v2"
)

func local(m *managerImpl, pods []*v1.Pod, summary *doorSummary) {
	m.localStorageEviction(klog.Background(), pods, cachedStatsFunc(summary.Pods))
}
