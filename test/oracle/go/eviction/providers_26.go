package eviction

import "context"

func (f *fake) HasDedicatedImageFs(context.Context) (bool, error)          { return f.imageFs, nil }
func (f *fake) HasDedicatedContainerFs(context.Context) (bool, error)      { return f.split, nil }
func (f *fake) IsContainerFsSeparateFromImageFs(context.Context) bool      { return f.split }
func (f *fake) DeleteUnusedImages(context.Context) error                   { return f.reclaimed() }
func (f *fake) DeleteAllUnusedContainers(context.Context) error            { return f.reclaimed() }
func (f *fake) Get(context.Context, bool) (*doorSummary, error)            { return f.summary() }
func (f *fake) GetCPUAndMemoryStats(context.Context) (*doorSummary, error) { return f.summary() }
