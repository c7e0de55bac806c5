package main

import (
	"encoding/json"
	"errors"
	"time"

	v1 "k8s.io/api/core/v1"
	"oracle/x/podquota"
)

type quotaIn struct {
	Pod    json.RawMessage                         `json:"pod"`
	Now    *int64                                  `json:"now"`
	Scopes []v1.ScopedResourceSelectorRequirement `json:"scopes"`
}

func init() {
	functions["podQuotaUsage"] = func(raw json.RawMessage) (interface{}, error) {
		var in quotaIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, unreadable
		}
		pod, err := readPod(in.Pod)
		if err != nil {
			return nil, err
		}
		for _, scope := range in.Scopes {
			if matches, err := podquota.Matches(scope, pod); err != nil {
				return nil, errors.New("InvalidInput")
			} else if !matches {
				return map[string]string{}, nil
			}
		}
		now := time.Time{}
		if in.Now != nil {
			now = time.Unix(*in.Now/1000, *in.Now%1000*int64(time.Millisecond))
		}
		usage, err := podquota.Usage(pod, now)
		if err != nil {
			return nil, err
		}
		return list(usage), nil
	}
	functions["podMatchesScope"] = func(raw json.RawMessage) (interface{}, error) {
		var in quotaIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, unreadable
		}
		pod, err := readPod(in.Pod)
		if err != nil {
			return nil, err
		}
		if len(in.Scopes) == 0 {
			return nil, unreadable
		}
		matches, err := podquota.Matches(in.Scopes[0], pod)
		if err != nil {
			return nil, errors.New("InvalidInput")
		}
		return matches, nil
	}
}
