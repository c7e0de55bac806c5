package main

import (
	"encoding/json"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	helper "k8s.io/kubernetes/pkg/api/v1/resource"
)

type podIn struct {
	Pod     json.RawMessage `json:"pod"`
	Options json.RawMessage `json:"options"`
	Name    string          `json:"name"`
}

func podOf(raw json.RawMessage) *v1.Pod {
	pod := &v1.Pod{}
	if err := json.Unmarshal(raw, pod); err != nil {
		panic(err)
	}
	return pod
}

// settled is the pod as no call changes it.
func settled(pod *v1.Pod) *v1.Pod {
	return pod
}

// amount is a quantity as text and format, with the canonical form where it differs.
func amount(q resource.Quantity) string {
	c := q.DeepCopy()
	number, suffix := c.CanonicalizeBytes(nil)
	canonical := string(number) + string(suffix)
	d := q.DeepCopy()
	text := d.String()
	if text == canonical {
		return text + " " + string(q.Format)
	}
	return text + " " + string(q.Format) + " " + canonical
}

func list(l v1.ResourceList) map[string]string {
	m := map[string]string{}
	for name, q := range l {
		m[string(name)] = amount(q)
	}
	return m
}

func init() {
	functions["podRequests"] = func(raw json.RawMessage) (interface{}, error) {
		var in podIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		reqs, _ := helper.PodRequestsAndLimits(podOf(in.Pod))
		return list(reqs), nil
	}
	functions["podLimits"] = func(raw json.RawMessage) (interface{}, error) {
		var in podIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		_, limits := helper.PodRequestsAndLimits(podOf(in.Pod))
		return list(limits), nil
	}
}
