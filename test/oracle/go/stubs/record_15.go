package record

// EventRecorder has the two methods that are called.
type EventRecorder interface {
	Eventf(object interface{}, eventtype, reason, messageFmt string, args ...interface{})
	AnnotatedEventf(object interface{}, annotations map[string]string, eventtype, reason, messageFmt string, args ...interface{})
}
