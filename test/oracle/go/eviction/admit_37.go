package eviction

import (
	"context"

	"oracle/x/lifecycle"
)

func admit(m *managerImpl, attributes *lifecycle.PodAdmitAttributes) lifecycle.PodAdmitResult {
	return m.Admit(context.Background(), attributes)
}
