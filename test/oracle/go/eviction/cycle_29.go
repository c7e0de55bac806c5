package eviction

import "k8s.io/api/core/v1"

func cycle(m *managerImpl, f *fake, pods []*v1.Pod) error {
	_, err := m.synchronize(f, func() []*v1.Pod { return pods })
	return err
}
