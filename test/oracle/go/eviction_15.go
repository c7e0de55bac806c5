package main

import "oracle/x/eviction"

func init() {
	for name, door := range eviction.Doors {
		functions["eviction."+name] = door
	}
}
