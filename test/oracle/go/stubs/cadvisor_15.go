// Package cadvisor has what a container's cgroup needs to know of a machine.
package cadvisor

type MachineInfo struct {
	MemoryCapacity uint64
	SwapCapacity   uint64
}
