package main

import (
	"encoding/json"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	helper "k8s.io/component-helpers/resource"
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

// settled is the pod with its own resources read again from their canonical text, so that no call changes them.
func settled(pod *v1.Pod) *v1.Pod {
	if pod.Spec.Resources != nil {
		for _, l := range []v1.ResourceList{pod.Spec.Resources.Requests, pod.Spec.Resources.Limits} {
			for name, q := range l {
				l[name] = resource.MustParse(q.String())
			}
		}
	}
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

func total(f func(*v1.Pod, helper.PodResourcesOptions) v1.ResourceList) func(json.RawMessage) (interface{}, error) {
	return func(raw json.RawMessage) (interface{}, error) {
		var in podIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		var options helper.PodResourcesOptions
		if len(in.Options) > 0 {
			if err := json.Unmarshal(in.Options, &options); err != nil {
				return nil, err
			}
		}
		return list(f(podOf(in.Pod), options)), nil
	}
}

func init() {
	functions["podRequests"] = total(helper.PodRequests)
	functions["podLimits"] = total(helper.PodLimits)
	functions["aggregateContainerRequests"] = total(helper.AggregateContainerRequests)
	functions["aggregateContainerLimits"] = total(helper.AggregateContainerLimits)
}
