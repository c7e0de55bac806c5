package eviction

import "k8s.io/apimachinery/pkg/util/clock"

type fakeClock = clock.FakeClock

var newClock = clock.NewFakeClock
