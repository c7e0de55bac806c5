// Package resizecontainer has of the kubelet's view of containers what a resize needs.
package resizecontainer

import (
	"errors"
	"fmt"
)

type State string

const ContainerStateRunning State = "running"

type SyncAction string

const ResizePodInPlace SyncAction = "ResizePodInPlace"

var ErrResizePodInPlace = errors.New("ResizePodInPlaceError")

// ContainerID is here the container's name.
type ContainerID struct{ Type, ID string }

type Status struct {
	ID    ContainerID
	Name  string
	State State
}

type PodStatus struct{}

type SyncResult struct {
	Error   error
	Message string
}

func NewSyncResult(action SyncAction, target interface{}) *SyncResult { return &SyncResult{} }

func (r *SyncResult) Fail(err error, msg string) { r.Error, r.Message = err, fmt.Sprint(msg) }
