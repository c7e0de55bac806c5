package main

import (
	"encoding/json"
	"strconv"

	v1 "k8s.io/api/core/v1"

	"oracle/x/fit"
	"oracle/x/fiterror"
	"oracle/x/scores"
)

type schedulingIn struct {
	Pod       json.RawMessage     `json:"pod"`
	Node      json.RawMessage     `json:"node"`
	Pods      []json.RawMessage   `json:"pods"`
	Nodes     []json.RawMessage   `json:"nodes"`
	PodsBy    [][]json.RawMessage `json:"podsBy"`
	Kind      string              `json:"kind"`
	Resources []scores.Spec       `json:"resources"`
	Shape     []scores.Point      `json:"shape"`
}

func nodeOf(raw json.RawMessage) *v1.Node {
	node := &v1.Node{}
	if err := json.Unmarshal(raw, node); err != nil {
		panic(err)
	}
	return node
}

// podsOf leaves out the pods that have ended: neither scheduler nor kubelet sees them.
func podsOf(raw []json.RawMessage) []*v1.Pod {
	var pods []*v1.Pod
	for _, one := range raw {
		if pod := podOf(one); pod.Status.Phase != v1.PodSucceeded && pod.Status.Phase != v1.PodFailed {
			pods = append(pods, pod)
		}
	}
	return pods
}

func asked(raw json.RawMessage) schedulingIn {
	var in schedulingIn
	if err := json.Unmarshal(raw, &in); err != nil {
		panic(err)
	}
	return in
}

func decimal(n int64) string { return strconv.FormatInt(n, 10) }

func init() {
	functions["fits"] = func(raw json.RawMessage) (interface{}, error) {
		in := asked(raw)
		out := [][]interface{}{}
		for _, r := range fit.Check(podOf(in.Pod), nodeOf(in.Node), podsOf(in.Pods)) {
			out = append(out, []interface{}{r.Name, r.Reason, decimal(r.Requested), decimal(r.Used), decimal(r.Capacity), r.Unresolvable})
		}
		return out, nil
	}
	functions["unschedulable"] = func(raw json.RawMessage) (interface{}, error) {
		in := asked(raw)
		reasons := map[string][]string{}
		first, everywhere := fit.Refusal(podOf(in.Pod))
		for i, node := range in.Nodes {
			name := strconv.Itoa(i)
			if first != "" || everywhere != "" {
				reasons[name] = []string{first + everywhere}
				continue
			}
			for _, r := range fit.Check(podOf(in.Pod), nodeOf(node), podsOf(in.PodsBy[i])) {
				reasons[name] = append(reasons[name], r.Reason)
			}
		}
		if len(reasons) < len(in.Nodes) {
			return "", nil
		}
		return fiterror.Message(len(in.Nodes), reasons, first), nil
	}
	functions["score"] = func(raw json.RawMessage) (interface{}, error) {
		in := asked(raw)
		question := scores.Question{Kind: in.Kind, Resources: in.Resources, Shape: in.Shape}
		score, skipped := scores.Score(question, podOf(in.Pod), nodeOf(in.Node), podsOf(in.Pods))
		if skipped {
			return "skipped", nil
		}
		return decimal(score), nil
	}
}
