package main

import (
	"encoding/json"
	"strconv"

	"oracle/x/weight"
)

func unsigned(raw json.RawMessage) uint64 {
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		panic(err)
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		panic(err)
	}
	return n
}

func init() {
	functions["cpuWeight"] = func(raw json.RawMessage) (interface{}, error) {
		shares := unsigned(raw)
		return strconv.FormatUint(weight.Weight(&shares), 10), nil
	}
}
