package main

import (
	v1 "k8s.io/api/core/v1"
	api "k8s.io/kubernetes/pkg/apis/core"
	"oracle/x/limitranger"
)

// validateLimits checks a pod; what the stored pod has makes no difference yet.
func validateLimits(limits *v1.LimitRange, pod, old *api.Pod) error {
	return limitranger.PodValidateLimitFunc(limits, pod)
}

func validateClaim(limits *v1.LimitRange, claim *api.PersistentVolumeClaim) error {
	return limitranger.PersistentVolumeClaimValidateLimitFunc(limits, claim)
}
