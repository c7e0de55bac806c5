package main

import "k8s.io/apimachinery/pkg/api/resource"

func floats(fresh func() *resource.Quantity, m map[string]interface{}) {
	m["approximate"] = bits(fresh().AsApproximateFloat64())
	m["slow"] = bits(fresh().AsFloat64Slow())
}

func multiply(q *resource.Quantity, n int64) { q.Mul(n) }
