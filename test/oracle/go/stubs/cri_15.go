// Package cri has the types of the container runtime interface that a container's cgroup needs; the published module is not served for every minor.
package cri

type LinuxContainerConfig struct {
	Resources       *LinuxContainerResources
	SecurityContext *LinuxContainerSecurityContext
}

type LinuxContainerResources struct {
	CpuPeriod              int64
	CpuQuota               int64
	CpuShares              int64
	MemoryLimitInBytes     int64
	OomScoreAdj            int64
	HugepageLimits         []*HugepageLimit
	Unified                map[string]string
	MemorySwapLimitInBytes int64
}

type HugepageLimit struct {
	PageSize string
	Limit    uint64
}

type LinuxContainerSecurityContext struct {
	NamespaceOptions *NamespaceOption
}

type NamespaceOption struct {
	Pid      int32
	TargetId string
}

const (
	NamespaceMode_CONTAINER int32 = 1
	NamespaceMode_TARGET    int32 = 3
)
