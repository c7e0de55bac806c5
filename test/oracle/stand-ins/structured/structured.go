// Package structured stands in for allocated devices, which no case has.
package structured

import v1 "k8s.io/api/core/v1"

type Features struct{}

type AllocatedState struct{}

type DeviceID struct{ Driver, Pool, Device interface{} }

func NodeMatches(features Features, node *v1.Node, name string, all bool, selector *v1.NodeSelector) (bool, error) {
	panic("no case has devices")
}

func MakeDeviceID(driver, pool, device string) DeviceID { return DeviceID{} }

func IsDeviceAllocated(id DeviceID, state *AllocatedState) bool { panic("no case has devices") }
