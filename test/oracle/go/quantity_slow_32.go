package main

import "k8s.io/apimachinery/pkg/api/resource"

func init() {
	functions["slowFloat"] = quantityFunction(func(q resource.Quantity) interface{} { return bits(q.AsFloat64Slow()) })
}
