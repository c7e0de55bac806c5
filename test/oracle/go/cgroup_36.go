package main

import (
	"encoding/json"
	"strconv"

	v1 "k8s.io/api/core/v1"
	"oracle/x/cm"
	"oracle/x/kconfig"
	"oracle/x/kqos"
)

type configIn struct {
	Pod              json.RawMessage `json:"pod"`
	EnforceCPULimits bool            `json:"enforceCPULimits"`
	CPUPeriod        uint64          `json:"cpuPeriod"`
	EnforceMemoryQoS bool            `json:"enforceMemoryQoS"`
	Policy           string          `json:"memoryReservationPolicy"`
}

func show64(m map[string]interface{}, name string, value *int64) {
	if value != nil {
		m[name] = strconv.FormatInt(*value, 10)
	}
}

func showU64(m map[string]interface{}, name string, value *uint64) {
	if value != nil {
		m[name] = strconv.FormatUint(*value, 10)
	}
}

func showConfig(config *cm.ResourceConfig) interface{} {
	if config == nil {
		return nil
	}
	m := map[string]interface{}{}
	show64(m, "memory", config.Memory)
	showU64(m, "cpuShares", config.CPUShares)
	show64(m, "cpuQuota", config.CPUQuota)
	showU64(m, "cpuPeriod", config.CPUPeriod)
	pages := map[string]string{}
	for size, limit := range config.HugePageLimit {
		pages[strconv.FormatInt(size, 10)] = strconv.FormatInt(limit, 10)
	}
	m["hugePageLimit"] = pages
	if len(config.Unified) > 0 {
		m["unified"] = config.Unified
	}
	return m
}

func containerOf(pod *v1.Pod, name string) *v1.Container {
	for i := range pod.Spec.InitContainers {
		if pod.Spec.InitContainers[i].Name == name {
			return &pod.Spec.InitContainers[i]
		}
	}
	for i := range pod.Spec.Containers {
		if pod.Spec.Containers[i].Name == name {
			return &pod.Spec.Containers[i]
		}
	}
	return nil
}

func init() {
	functions["resourceConfigForPod"] = func(raw json.RawMessage) (interface{}, error) {
		var in configIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		pod := settled(podOf(in.Pod))
		return showConfig(cm.ResourceConfigForPod(pod, in.EnforceCPULimits, in.CPUPeriod, in.EnforceMemoryQoS, kconfig.MemoryReservationPolicy(in.Policy))), nil
	}
	functions["milliCPUToShares"] = func(raw json.RawMessage) (interface{}, error) {
		var text string
		if err := json.Unmarshal(raw, &text); err != nil {
			return nil, err
		}
		return strconv.FormatUint(cm.MilliCPUToShares(integer(text)), 10), nil
	}
	functions["milliCPUToQuota"] = func(raw json.RawMessage) (interface{}, error) {
		var in [2]string
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		return strconv.FormatInt(cm.MilliCPUToQuota(integer(in[0]), integer(in[1])), 10), nil
	}
	functions["getContainerOOMScoreAdjust"] = func(raw json.RawMessage) (interface{}, error) {
		var in struct {
			Pod      json.RawMessage `json:"pod"`
			Name     string          `json:"name"`
			Capacity string          `json:"capacity"`
		}
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		pod := podOf(in.Pod)
		return kqos.GetContainerOOMScoreAdjust(pod, containerOf(pod, in.Name), integer(in.Capacity)), nil
	}
}
