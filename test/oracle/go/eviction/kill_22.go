package eviction

import "k8s.io/api/core/v1"

func (f *fake) kill(pod *v1.Pod, _ bool, gracePeriodOverride *int64, change func(*v1.PodStatus)) error {
	status := v1.PodStatus{}
	change(&status)
	f.note(pod, status, *gracePeriodOverride)
	return nil
}
