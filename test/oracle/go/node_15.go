package main

import (
	"encoding/json"
	"strings"

	v1 "k8s.io/api/core/v1"

	"oracle/x/eviction"
	"oracle/x/nodecontainer"
	"oracle/x/nodestatus"
	"oracle/x/reserved"
)

type nodeIn struct {
	Capacity       v1.ResourceList   `json:"capacity"`
	KubeReserved   map[string]string `json:"kubeReserved"`
	SystemReserved map[string]string `json:"systemReserved"`
	EvictionHard   map[string]string `json:"evictionHard"`
}

// ofContainers is what of a capacity the kubelet's container manager knows.
func ofContainers(capacity v1.ResourceList) v1.ResourceList {
	known := v1.ResourceList{}
	for name, q := range capacity {
		if name == v1.ResourceCPU || name == v1.ResourceMemory || name == v1.ResourceEphemeralStorage || strings.HasPrefix(string(name), v1.ResourceHugePagesPrefix) {
			known[name] = q.DeepCopy()
		}
	}
	return known
}

func init() {
	functions["nodeAllocatable"] = func(raw json.RawMessage) (interface{}, error) {
		var in nodeIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		kubeReserved, err := reserved.Parse(in.KubeReserved)
		if err != nil {
			return nil, err
		}
		systemReserved, err := reserved.Parse(in.SystemReserved)
		if err != nil {
			return nil, err
		}
		hard, err := eviction.ParseThresholdConfig(nil, in.EvictionHard, nil, nil, nil)
		if err != nil {
			return nil, err
		}
		reservation, enforced := nodecontainer.Reserve(ofContainers(in.Capacity), kubeReserved, systemReserved, hard)
		pods, has := in.Capacity[v1.ResourcePods]
		allocatable := nodestatus.Allocatable(in.Capacity, reservation, int(pods.Value()))
		if !has {
			delete(allocatable, v1.ResourcePods)
		}
		return map[string]interface{}{"allocatable": list(allocatable), "reservation": list(reservation), "enforced": list(enforced)}, nil
	}
}
