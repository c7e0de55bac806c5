#!/usr/bin/env bash
# In CEL, comparing a quantity changes it, so that asInteger fails afterwards.
#
# Software:  k8s.io/apiserver v0.37.2 (`pkg/cel/library`, the quantity functions of validation rules and admission policies)
# Needs:     Go 1.26 or newer
# Behaviour: 3 is a quantity whose asInteger is 3. Compared with an amount that is held as a decimal (1.5Gi, 1Pi, 0.1n), it becomes a decimal itself, and
#            asInteger of the same value is then an error, "cannot convert value to integer". So a rule's answer depends on what stood to the left of
#            it. Where the other amount is an integer (1536Mi), nothing changes. And 1.5Gi, which is a whole number of bytes, never has an asInteger.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export GOFLAGS=-mod=mod GOTOOLCHAIN=auto
cat > main.go <<'GO'
package main

import (
	"fmt"

	"github.com/google/cel-go/cel"
	"k8s.io/apimachinery/pkg/api/resource"
	apiservercel "k8s.io/apiserver/pkg/cel"
	"k8s.io/apiserver/pkg/cel/library"
)

func main() {
	env, err := cel.NewEnv(library.Quantity(), cel.Variable("q", apiservercel.QuantityType))
	if err != nil {
		panic(err)
	}
	for _, rule := range []string{
		"q.asInteger() == 3",
		"q.isLessThan(quantity('1536Mi')) && q.asInteger() == 3",
		"q.isLessThan(quantity('1.5Gi')) && q.asInteger() == 3",
		"q.asInteger() == 3 && q.isLessThan(quantity('1.5Gi'))",
		"quantity('1536Mi').asInteger() == 1610612736",
		"quantity('1.5Gi').asInteger() == 1610612736",
	} {
		ast, issues := env.Compile(rule)
		if issues.Err() != nil {
			panic(issues.Err())
		}
		program, err := env.Program(ast)
		if err != nil {
			panic(err)
		}
		three := resource.MustParse("3")
		value, _, err := program.Eval(map[string]any{"q": apiservercel.Quantity{Quantity: &three}})
		if err != nil {
			fmt.Printf("%s: error: %v\n", rule, err)
		} else {
			fmt.Printf("%s: %v\n", rule, value)
		}
	}
}
GO
go mod init finding > go.log 2>&1
{ go get k8s.io/apiserver@v0.37.2 && go build -o finding .; } >> go.log 2>&1 || { tail -5 go.log; exit 1; }
./finding | tee seen
cat > expected <<'TEXT'
q.asInteger() == 3: true
q.isLessThan(quantity('1536Mi')) && q.asInteger() == 3: true
q.isLessThan(quantity('1.5Gi')) && q.asInteger() == 3: error: cannot convert value to integer
q.asInteger() == 3 && q.isLessThan(quantity('1.5Gi')): true
quantity('1536Mi').asInteger() == 1610612736: true
quantity('1.5Gi').asInteger() == 1610612736: error: cannot convert value to integer
TEXT
diff expected seen && echo 'as described: a comparison makes asInteger fail'
