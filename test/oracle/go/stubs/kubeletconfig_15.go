package kubeletconfig

// KubeletConfiguration has the fields that bear on thresholds.
type KubeletConfiguration struct {
	EnforceNodeAllocatable       []string
	EvictionHard                 map[string]string
	EvictionSoft                 map[string]string
	EvictionSoftGracePeriod      map[string]string
	EvictionMinimumReclaim       map[string]string
	MergeDefaultEvictionSettings bool
}
