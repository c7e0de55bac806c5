package main

import (
	"encoding/json"
	"errors"

	v1 "k8s.io/api/core/v1"
	utilerrors "k8s.io/apimachinery/pkg/util/errors"
	api "k8s.io/kubernetes/pkg/apis/core"
	corev1 "k8s.io/kubernetes/pkg/apis/core/v1"
	"oracle/x/limitranger"
)

func messages(err error) []string {
	texts := []string{}
	if all, ok := err.(utilerrors.Aggregate); ok {
		for _, one := range all.Errors() {
			texts = append(texts, one.Error())
		}
	}
	return texts
}

var unreadable = errors.New("unreadable")

// readPod is a pod that may be absent or malformed.
func readPod(raw json.RawMessage) (*v1.Pod, error) {
	pod := &v1.Pod{}
	if len(raw) > 0 && json.Unmarshal(raw, pod) != nil {
		return nil, unreadable
	}
	return pod, nil
}

func internalPod(pod *v1.Pod) *api.Pod {
	internal := &api.Pod{}
	if err := corev1.Convert_v1_Pod_To_core_Pod(pod, internal, nil); err != nil {
		panic(err)
	}
	return internal
}

func init() {
	functions["applyLimitRanges"] = func(raw json.RawMessage) (interface{}, error) {
		var in struct {
			Pod         json.RawMessage  `json:"pod"`
			OldPod      json.RawMessage  `json:"oldPod"`
			LimitRanges []*v1.LimitRange `json:"limitRanges"`
		}
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, unreadable
		}
		read, err := readPod(in.Pod)
		if err != nil {
			return nil, err
		}
		pod := internalPod(read)
		var old *api.Pod
		if len(in.OldPod) > 0 {
			stored, err := readPod(in.OldPod)
			if err != nil {
				return nil, err
			}
			old = internalPod(stored)
		}
		for _, limits := range in.LimitRanges {
			if err := limitranger.PodMutateLimitFunc(limits, pod); err != nil {
				return nil, err
			}
		}
		violations := []string{}
		for _, limits := range in.LimitRanges {
			violations = append(violations, messages(validateLimits(limits, pod, old))...)
		}
		claims := []string{}
		for _, limits := range in.LimitRanges {
			for _, claim := range ephemeralClaims(pod) {
				claims = append(claims, messages(validateClaim(limits, claim))...)
			}
		}
		out := &v1.Pod{}
		if err := corev1.Convert_core_Pod_To_v1_Pod(pod, out, nil); err != nil {
			return nil, err
		}
		return map[string]interface{}{"pod": out, "violations": violations, "claims": claims}, nil
	}
	functions["setLimitRangeDefaults"] = func(raw json.RawMessage) (interface{}, error) {
		limits := &v1.LimitRange{}
		if err := json.Unmarshal(raw, limits); err != nil {
			return nil, unreadable
		}
		corev1.SetObjectDefaults_LimitRange(limits)
		return limits.Spec, nil
	}
}
