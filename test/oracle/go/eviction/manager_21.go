package eviction

func newManager(f *fake, config Config) *managerImpl {
	manager, _ := NewManager(f, config, f.kill, f.mirror, f, f, f, nil, f.clock)
	return manager.(*managerImpl)
}
