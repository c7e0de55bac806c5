package eviction

import "k8s.io/api/core/v1"

// RankMemoryPressure ranks pods in place, to be measured.
func RankMemoryPressure(pods []*v1.Pod, stats []doorPodStats) {
	rankMemoryPressure(pods, cachedStatsFunc(stats))
}
