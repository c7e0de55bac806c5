package main

import (
	v1 "k8s.io/api/core/v1"
	api "k8s.io/kubernetes/pkg/apis/core"
	"oracle/x/limitranger"
)

// validateLimits checks a pod, but for what the stored pod has already; that is nil where the pod is created.
func validateLimits(limits *v1.LimitRange, pod, old *api.Pod) error {
	return limitranger.PodValidateLimitFunc(limits, pod, old)
}

// validateClaim checks a claim that is created.
func validateClaim(limits *v1.LimitRange, claim *api.PersistentVolumeClaim) error {
	return limitranger.PersistentVolumeClaimValidateLimitFunc(limits, claim, nil)
}
