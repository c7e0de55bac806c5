package main

import (
	"encoding/json"
	"strconv"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"oracle/x/cri"
	"oracle/x/kruntime"
)

type containerIn struct {
	Pod         json.RawMessage   `json:"pod"`
	Name        string            `json:"name"`
	Allocatable string            `json:"allocatable"`
	Settings    kruntime.Settings `json:"settings"`
}

// showSet shows a number of the runtime's interface, where 0 means unset.
func showSet(m map[string]interface{}, name string, value int64) {
	if value != 0 {
		m[name] = strconv.FormatInt(value, 10)
	}
}

func showResources(r *cri.LinuxContainerResources) interface{} {
	m := map[string]interface{}{}
	showSet(m, "cpuShares", r.CpuShares)
	showSet(m, "cpuQuota", r.CpuQuota)
	showSet(m, "cpuPeriod", r.CpuPeriod)
	showSet(m, "memoryLimit", r.MemoryLimitInBytes)
	showSet(m, "memorySwapLimit", r.MemorySwapLimitInBytes)
	m["oomScoreAdj"] = strconv.FormatInt(r.OomScoreAdj, 10)
	if len(r.HugepageLimits) > 0 {
		pages := map[string]string{}
		for _, limit := range r.HugepageLimits {
			pages[limit.PageSize] = strconv.FormatUint(limit.Limit, 10)
		}
		m["hugepageLimits"] = pages
	}
	if len(r.Unified) > 0 {
		m["unified"] = r.Unified
	}
	return m
}

func init() {
	functions["containerResourceConfig"] = func(raw json.RawMessage) (interface{}, error) {
		var in containerIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		allocatable := v1.ResourceList{}
		if in.Allocatable != "" {
			allocatable[v1.ResourceMemory] = resource.MustParse(in.Allocatable)
		}
		pod := podOf(in.Pod)
		return showResources(kruntime.Generate(pod, containerOf(pod, in.Name), allocatable, in.Settings)), nil
	}
}
