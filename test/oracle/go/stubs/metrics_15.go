package metrics

import "time"

type nothing struct{}

func (nothing) WithLabelValues(...string) nothing { return nothing{} }
func (nothing) Observe(float64)                   {}
func (nothing) Inc()                              {}

// These count nothing.
var EvictionStatsAge, DeprecatedEvictionStatsAge, Evictions nothing

// SinceInSeconds measures nothing.
func SinceInSeconds(time.Time) float64 { return 0 }

// SinceInMicroseconds measures nothing.
func SinceInMicroseconds(time.Time) float64 { return 0 }
