package eviction

import "encoding/json"

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
