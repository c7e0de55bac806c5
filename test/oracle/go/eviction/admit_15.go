package eviction

import "oracle/x/lifecycle"

func admit(m *managerImpl, attributes *lifecycle.PodAdmitAttributes) lifecycle.PodAdmitResult {
	return m.Admit(attributes)
}
