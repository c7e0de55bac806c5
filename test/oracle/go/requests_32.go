package main

import (
	"encoding/json"

	v1 "k8s.io/api/core/v1"
	requests "k8s.io/kubernetes/pkg/api/v1/resource"
)

func init() {
	functions["getResourceRequestQuantity"] = func(raw json.RawMessage) (interface{}, error) {
		var in podIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		return amount(requests.GetResourceRequestQuantity(podOf(in.Pod), v1.ResourceName(in.Name))), nil
	}
}
