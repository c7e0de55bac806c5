package main

import (
	"encoding/json"
	"errors"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"oracle/x/emptydir"
	"oracle/x/volume"
	"oracle/x/volumeutil"
)

type volumeIn struct {
	Pod         json.RawMessage `json:"pod"`
	Volume      v1.Volume       `json:"volume"`
	Allocatable string          `json:"allocatable"`
	Medium      string          `json:"medium"`
}

func init() {
	functions["isLocalEphemeralVolume"] = func(raw json.RawMessage) (interface{}, error) {
		var in volumeIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		return volumeutil.IsLocalEphemeralVolume(in.Volume), nil
	}
	functions["getPageSizeMountOption"] = func(raw json.RawMessage) (interface{}, error) {
		var in volumeIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		text, err := emptydir.PageSize(v1.StorageMedium(in.Medium), podOf(in.Pod))
		if err != nil {
			return nil, errors.New(err.Error())
		}
		return text, nil
	}
	functions["calculateEmptyDirMemorySize"] = func(raw json.RawMessage) (interface{}, error) {
		var in volumeIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		allocatable := resource.MustParse(in.Allocatable)
		return amount(*emptydir.Calculate(&allocatable, &volume.Spec{Volume: &in.Volume}, settled(podOf(in.Pod)))), nil
	}
}
