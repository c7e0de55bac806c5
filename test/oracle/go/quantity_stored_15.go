package main

import (
	"encoding/json"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	corev1 "k8s.io/kubernetes/pkg/apis/core/v1"
)

func init() {
	// What is left of an amount that stands in a list of resources, once the API server has filled in its defaults.
	functions["storedQuantity"] = func(raw json.RawMessage) (interface{}, error) {
		var in quantityIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		q, err := resource.ParseQuantity(in.A)
		if err != nil {
			return nil, named(err)
		}
		list := v1.ResourceList{"example.com/amount": q}
		corev1.SetDefaults_ResourceList(&list)
		return list["example.com/amount"], nil
	}
}
