package eviction

import statsapi "k8s.io/kubernetes/pkg/kubelet/apis/stats/v1alpha1"

type doorSummary = statsapi.Summary
type doorPodStats = statsapi.PodStats
