// Package volume has the one field of a volume that the size of a memory volume depends on.
package volume

import v1 "k8s.io/api/core/v1"

type Spec struct{ Volume *v1.Volume }
