package eviction

import "k8s.io/api/core/v1"

func local(m *managerImpl, pods []*v1.Pod, summary *doorSummary) {
	m.localStorageEviction(summary, pods)
}
