// Package cgroupfs answers as the machine of the question, not as the one that the oracle runs on.
package cgroupfs

var HugePageSizes []string
