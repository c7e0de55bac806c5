package main

import (
	"encoding/json"
	"strconv"

	"oracle/x/milli"
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
	functions["cpuShares"] = func(raw json.RawMessage) (interface{}, error) {
		return strconv.FormatUint(weight.Shares(unsigned(raw)), 10), nil
	}
	functions["sharesToMilliCPU"] = func(raw json.RawMessage) (interface{}, error) {
		return strconv.FormatInt(milli.Shares(int64(unsigned(raw))), 10), nil
	}
	functions["quotaToMilliCPU"] = func(raw json.RawMessage) (interface{}, error) {
		var in [2]string
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		return strconv.FormatInt(milli.Quota(integer(in[0]), integer(in[1])), 10), nil
	}
}
