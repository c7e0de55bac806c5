package eviction

func (f *fake) HasDedicatedImageFs() (bool, error)          { return f.imageFs, nil }
func (f *fake) DeleteUnusedImages() error                   { return f.reclaimed() }
func (f *fake) DeleteAllUnusedContainers() error            { return f.reclaimed() }
func (f *fake) Get(updateStats bool) (*doorSummary, error)  { return f.summary() }
func (f *fake) GetCPUAndMemoryStats() (*doorSummary, error) { return f.summary() }
