package main

import "oracle/x/evictionwindows"

func init() {
	functions["eviction.observeWindows"] = evictionwindows.Doors["observe"]
}
