package main

import (
	"k8s.io/apimachinery/pkg/util/validation/field"
	api "k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/pkg/apis/core/validation"
)

func validateCreate(pod *api.Pod) field.ErrorList {
	return validation.ValidatePod(pod)
}
