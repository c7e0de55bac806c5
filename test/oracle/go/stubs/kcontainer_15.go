// Package kcontainer has the one type of the kubelet's that a container's configuration names.
package kcontainer

type ContainerID struct {
	Type string
	ID   string
}
