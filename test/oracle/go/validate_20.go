package main

import (
	"k8s.io/apimachinery/pkg/util/validation/field"
	podutil "k8s.io/kubernetes/pkg/api/pod"
	api "k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/pkg/apis/core/validation"
)

func validateCreate(pod *api.Pod) field.ErrorList {
	return validation.ValidatePodCreate(pod, podutil.GetValidationOptionsFromPodTemplate(&api.PodTemplateSpec{Spec: pod.Spec}, nil))
}
