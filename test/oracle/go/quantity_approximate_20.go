package main

import "k8s.io/apimachinery/pkg/api/resource"

func init() {
	functions["approximateFloat"] = quantityFunction(func(q resource.Quantity) interface{} { return bits(q.AsApproximateFloat64()) })
}
