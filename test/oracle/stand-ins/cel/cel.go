// Package cel stands in for the expressions of device classes, which no case has.
package cel

import "context"

type Cache struct{}

type Device struct {
	Driver                                   string
	LookupUniqueString, Attributes, Capacity interface{}
}

type Result struct{ Error error }

func (c *Cache) GetOrCompile(expression string) Result { panic("no case has device classes") }

func (r Result) DeviceMatches(ctx context.Context, device Device) (bool, interface{}, error) {
	panic("no case has device classes")
}
