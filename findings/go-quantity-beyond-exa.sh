#!/usr/bin/env bash
# Kubernetes up to 1.37 writes a thousand exa as 1.
#
# Software:  k8s.io/apimachinery v0.37.2 and v0.38.0-beta.0
# Needs:     Go 1.26 or newer
# Behaviour: up to v0.37 a quantity beyond the last suffix is written without one: the text of 1000E is "1", that of 90000E is "90", and that of 4Ei added
#            up 256 times is "1". The amount itself is right, so that two quantities that differ by 10^21 have one text, and a program that stores the
#            text (JSON does) loses the amount. v0.38 writes 1e21, 90e21 and 1180591620717411303424.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export GOFLAGS=-mod=mod GOTOOLCHAIN=auto
cat > main.go <<'GO'
package main

import (
	"fmt"

	"k8s.io/apimachinery/pkg/api/resource"
)

func main() {
	one := resource.MustParse("1")
	for _, text := range []string{"1E", "999E", "1000E", "90000E"} {
		q := resource.MustParse(text)
		again := resource.MustParse(q.String())
		fmt.Printf("%s is written %q, equal to 1: %v, its text equal to 1: %v\n", text, q.String(), q.Cmp(one) == 0, again.Cmp(one) == 0)
	}
	sum := resource.MustParse("0")
	for i := 0; i < 256; i++ {
		sum.Add(resource.MustParse("4Ei"))
	}
	fmt.Printf("4Ei 256 times is written %q\n", sum.String())
}
GO
for version in v0.37.2 v0.38.0-beta.0; do
  rm -f go.mod go.sum
  go mod init finding > go.log 2>&1
  { go get "k8s.io/apimachinery@$version" && go build -o finding .; } >> go.log 2>&1 || { cat go.log; exit 1; }
  echo "$version"
  ./finding
done | tee seen
cat > expected <<'TEXT'
v0.37.2
1E is written "1E", equal to 1: false, its text equal to 1: false
999E is written "999E", equal to 1: false, its text equal to 1: false
1000E is written "1", equal to 1: false, its text equal to 1: true
90000E is written "90", equal to 1: false, its text equal to 1: false
4Ei 256 times is written "1"
v0.38.0-beta.0
1E is written "1E", equal to 1: false, its text equal to 1: false
999E is written "999E", equal to 1: false, its text equal to 1: false
1000E is written "1e21", equal to 1: false, its text equal to 1: false
90000E is written "90e21", equal to 1: false, its text equal to 1: false
4Ei 256 times is written "1180591620717411303424"
TEXT
diff expected seen && echo 'as described: up to 1.37 a thousand exa is written as 1'
