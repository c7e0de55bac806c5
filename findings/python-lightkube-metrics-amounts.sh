#!/usr/bin/env bash
# lightkube cannot read the CPU amounts that metrics-server writes, nor exponents with a capital E.
#
# Software:  lightkube 1.0.1 (a Kubernetes client for Python)
# Needs:     Python 3.9 or newer with venv
# Behaviour: `lightkube.utils.quantity.parse_quantity` knows the suffixes m, k, M, …, Ki, Mi, … and no suffix, and neither n nor u. metrics-server
#            writes CPU usage in nanocores ("95647727n"), so the usage of every PodMetrics is a ValueError. "1e3" is read and "1E3" is a
#            ValueError, although Kubernetes takes both. What is finer than a thousandth is rounded up to it: 1.5m is 0.002.
# Kubernetes: n and u are suffixes of a quantity; `resource.MustParse("95647727n")` is 0.095647727, and 1E3 is 1000.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip -q --disable-pip-version-check install lightkube==1.0.1 lightkube-models==1.37.0.8
cat > finding.py <<'PY'
from lightkube.utils.quantity import parse_quantity

for text in ["100m", "95647727n", "250u", "1e3", "1E3", "1.5m"]:
    try:
        print(text, "=", parse_quantity(text))
    except ValueError as error:
        print(text, "ValueError:", error)
PY
cat > expected <<'TEXT'
100m = 0.100
95647727n ValueError: Invalid unit suffix: n
250u ValueError: Invalid unit suffix: u
1e3 = 1000.000
1E3 ValueError: Invalid unit suffix: E3
1.5m = 0.002
TEXT
venv/bin/python finding.py | tee seen
diff expected seen && echo 'as described: n, u and E3 are refused'
