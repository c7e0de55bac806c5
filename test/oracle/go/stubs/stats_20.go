package stats

import statsapi "k8s.io/kubelet/pkg/apis/stats/v1alpha1"

// SummaryProvider answers with the summary of statistics.
type SummaryProvider interface {
	Get(updateStats bool) (*statsapi.Summary, error)
}
