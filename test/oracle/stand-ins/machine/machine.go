// Package machine has the few facts about a machine that a node's status is made of.
package machine

type MachineInfo struct {
	MachineID, SystemUUID, BootID string
	NumCores                      int
	SwapCapacity                  uint64
}
