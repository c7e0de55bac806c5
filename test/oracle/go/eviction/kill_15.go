package eviction

import "k8s.io/api/core/v1"

func (f *fake) kill(pod *v1.Pod, status v1.PodStatus, gracePeriodOverride *int64) error {
	f.note(pod, status, *gracePeriodOverride)
	return nil
}
