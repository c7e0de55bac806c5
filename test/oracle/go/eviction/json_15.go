package eviction

import (
	"encoding/json"
	"math"
	"regexp"
	"strconv"
	"time"

	"k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	evictionapi "k8s.io/kubernetes/pkg/kubelet/eviction/api"
)

// Doors are what this package answers, by name.
var Doors = map[string]func(json.RawMessage) (interface{}, error){}

type object map[string]interface{}

// largeNumber is an integer that JavaScript could not write as a number.
var largeNumber = regexp.MustCompile(`"(-?\d{16,20})"`)

// decodeStats decodes statistics, in which large integers stand in quotes.
func decodeStats(raw json.RawMessage, into interface{}) {
	if err := json.Unmarshal(largeNumber.ReplaceAll(raw, []byte("$1")), into); err != nil {
		panic(err)
	}
}

func decode(raw json.RawMessage, into interface{}) {
	if err := json.Unmarshal(raw, into); err != nil {
		panic(err)
	}
}

func decodePods(raws []json.RawMessage) []*v1.Pod {
	pods := make([]*v1.Pod, len(raws))
	for i, raw := range raws {
		pods[i] = &v1.Pod{}
		decode(raw, pods[i])
	}
	return pods
}

func copyPods(pods []*v1.Pod) []*v1.Pod {
	copied := make([]*v1.Pod, len(pods))
	for i, pod := range pods {
		copied[i] = pod.DeepCopy()
	}
	return copied
}

func showQuantity(q *resource.Quantity) string {
	c := q.DeepCopy()
	return c.String() + " " + string(q.Format)
}

func showFloat(f float32) interface{} {
	d := float64(f)
	if math.IsNaN(d) || math.IsInf(d, 0) {
		return strconv.FormatFloat(d, 'g', -1, 64)
	}
	return d
}

func showTime(t time.Time) float64 {
	return float64(t.Unix())*1000 + float64(t.Nanosecond())/1e6
}

func showValue(v evictionapi.ThresholdValue) object {
	if v.Quantity != nil {
		return object{"quantity": showQuantity(v.Quantity)}
	}
	return object{"percentage": showFloat(v.Percentage)}
}

func showThreshold(t evictionapi.Threshold) object {
	shown := object{"signal": t.Signal, "operator": t.Operator, "value": showValue(t.Value)}
	if t.GracePeriod != 0 {
		shown["gracePeriod"] = strconv.FormatInt(int64(t.GracePeriod), 10)
	}
	if t.MinReclaim != nil {
		shown["minReclaim"] = showValue(*t.MinReclaim)
	}
	return shown
}

func showThresholds(thresholds []evictionapi.Threshold) []object {
	shown := []object{}
	for _, t := range thresholds {
		shown = append(shown, showThreshold(t))
	}
	return shown
}

// sortKey is a threshold as text, to sort by.
func sortKey(t evictionapi.Threshold) string {
	text, err := json.Marshal(showThreshold(t))
	if err != nil {
		panic(err)
	}
	return string(t.Signal) + string(text)
}

type valueIn struct {
	Quantity   *string  `json:"quantity"`
	Percentage *float32 `json:"percentage"`
}

type thresholdIn struct {
	Signal             evictionapi.Signal            `json:"signal"`
	Operator           evictionapi.ThresholdOperator `json:"operator"`
	Value              valueIn                       `json:"value"`
	GracePeriodSeconds float64                       `json:"gracePeriodSeconds"`
	MinReclaim         *valueIn                      `json:"minReclaim"`
}

func (in valueIn) value() evictionapi.ThresholdValue {
	if in.Quantity != nil {
		q, err := resource.ParseQuantity(*in.Quantity)
		if err != nil {
			panic(err)
		}
		return evictionapi.ThresholdValue{Quantity: &q}
	}
	return evictionapi.ThresholdValue{Percentage: *in.Percentage}
}

// thresholdsOf leaves room for four more, as a kubelet's own list has that enforces allocatable for pods: what is appended then moves nothing.
func thresholdsOf(ins []thresholdIn) []evictionapi.Threshold {
	thresholds := make([]evictionapi.Threshold, 0, len(ins)+4)
	for _, in := range ins {
		t := evictionapi.Threshold{
			Signal:      in.Signal,
			Operator:    in.Operator,
			Value:       in.Value.value(),
			GracePeriod: time.Duration(math.Round(in.GracePeriodSeconds * 1e9)),
		}
		if in.MinReclaim != nil {
			v := in.MinReclaim.value()
			t.MinReclaim = &v
		}
		thresholds = append(thresholds, t)
	}
	return thresholds
}
