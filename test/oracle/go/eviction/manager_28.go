package eviction

func newManager(f *fake, config Config) *managerImpl {
	manager, _ := NewManager(f, config, f.kill, f, f, f, nil, f.clock, f.localStorage)
	return manager.(*managerImpl)
}
