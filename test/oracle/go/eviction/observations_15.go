package eviction

import (
	"encoding/json"

	"k8s.io/apimachinery/pkg/api/resource"
	evictionapi "k8s.io/kubernetes/pkg/kubelet/eviction/api"
)

func init() {
	Doors["observe"] = func(raw json.RawMessage) (interface{}, error) {
		var summary doorSummary
		decodeStats(raw, &summary)
		observations, _ := observe(&summary)
		return showObservations(observations), nil
	}
}

func showObservations(observations signalObservations) object {
	shown := object{}
	for signal, o := range observations {
		one := object{"available": showQuantity(o.available), "capacity": showQuantity(o.capacity)}
		if !o.time.IsZero() {
			one["time"] = showTime(o.time.Time)
		}
		shown[string(signal)] = one
	}
	return shown
}

// observationsIn are observations as a question holds them, also of signals that a summary of the minor does not tell.
type observationsIn map[evictionapi.Signal]struct {
	Available string `json:"available"`
	Capacity  string `json:"capacity"`
}

// or are the observations of a summary where the question holds none of its own.
func (in observationsIn) or(observed signalObservations) signalObservations {
	if in == nil {
		return observed
	}
	own := signalObservations{}
	for signal, one := range in {
		available, capacity := resource.MustParse(one.Available), resource.MustParse(one.Capacity)
		own[signal] = signalObservation{available: &available, capacity: &capacity}
	}
	return own
}
