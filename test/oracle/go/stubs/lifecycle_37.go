package lifecycle

import (
	"context"

	v1 "k8s.io/api/core/v1"
)

// PodAdmitAttributes has what is asked about a pod.
type PodAdmitAttributes struct {
	Pod       *v1.Pod
	OtherPods []*v1.Pod
}

// PodAdmitResult is the answer.
type PodAdmitResult struct {
	Admit   bool
	Reason  string
	Message string
}

// PodAdmitHandler answers.
type PodAdmitHandler interface {
	Admit(ctx context.Context, attrs *PodAdmitAttributes) PodAdmitResult
}
