// Package cgroups answers as the machine of the question, not as the one that the oracle runs on.
package cgroups

var (
	Unified   bool
	PageSizes []string
)

func IsCgroup2UnifiedMode() bool { return Unified }

func HugePageSizes() []string { return PageSizes }
