package main

import "k8s.io/apimachinery/pkg/api/resource"

func floats(fresh func() *resource.Quantity, m map[string]interface{}) {
	m["approximate"] = bits(fresh().AsApproximateFloat64())
}

func multiply(q *resource.Quantity, n int64) { panic("no Mul") }
