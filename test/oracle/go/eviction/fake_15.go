package eviction

import (
	"time"

	"k8s.io/api/core/v1"
)

// fake is everything around the manager: the node, the statistics, and what becomes of a pod that is evicted.
type fake struct {
	clock        *fakeClock
	localStorage bool
	imageFs      bool
	split        bool
	// pods are all pods, for the mirror pods among them.
	pods []*v1.Pod
	// now and after are the statistics before and after the node has reclaimed what it can.
	now, after *doorSummary
	reclaims   int
	// annotations are those of the event that comes before an eviction.
	annotations map[string]string
	evictions   []object
}

func newFake(localStorage, imageFs, split bool) *fake {
	return &fake{clock: newClock(time.Unix(0, 0)), localStorage: localStorage, imageFs: imageFs, split: split}
}

func (f *fake) summary() (*doorSummary, error) {
	if f.reclaims > 0 {
		return f.after, nil
	}
	return f.now, nil
}

func (f *fake) reclaimed() error {
	f.reclaims++
	return nil
}

// mirror finds the mirror pod of a static pod by its name.
func (f *fake) mirror(pod *v1.Pod) (*v1.Pod, bool) {
	for _, other := range f.pods {
		_, isMirror := other.Annotations["kubernetes.io/config.mirror"]
		if isMirror && other.Name == pod.Name && other.Namespace == pod.Namespace {
			return other, true
		}
	}
	return nil, false
}

func (f *fake) Eventf(interface{}, string, string, string, ...interface{}) {}

func (f *fake) AnnotatedEventf(_ interface{}, annotations map[string]string, _, _, _ string, _ ...interface{}) {
	f.annotations = annotations
}

// place is where a pod stands among all, by the label that the driver gives it.
func (f *fake) note(pod *v1.Pod, status v1.PodStatus, gracePeriodSeconds int64) {
	eviction := object{
		"pod":                pod.Labels["oracle/place"],
		"reason":             status.Reason,
		"message":            status.Message,
		"gracePeriodSeconds": gracePeriodSeconds,
	}
	if f.annotations != nil {
		eviction["annotations"] = f.annotations
	}
	f.evictions = append(f.evictions, eviction)
	f.annotations = nil
}
