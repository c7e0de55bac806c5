package main

import "k8s.io/apimachinery/pkg/api/resource"

func init() {
	multiply = func(q *resource.Quantity, n int64) { q.Mul(n) }
}
