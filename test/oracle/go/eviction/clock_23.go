package eviction

import testingclock "k8s.io/utils/clock/testing"

type fakeClock = testingclock.FakeClock

var newClock = testingclock.NewFakeClock
