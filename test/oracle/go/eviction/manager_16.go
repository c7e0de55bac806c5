package eviction

import "k8s.io/apimachinery/pkg/types"

func newManager(f *fake, config Config) *managerImpl {
	manager, _ := NewManager(f, config, f.kill, f.mirror, f, f, f, nil, f.clock, func(types.UID) string { return "/nonexistent" })
	return manager.(*managerImpl)
}
