package filesystem

// DefaultFs is not used.
type DefaultFs struct{}
