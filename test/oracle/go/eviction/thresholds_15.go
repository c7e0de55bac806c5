package eviction

import (
	"encoding/json"
	"errors"
	"sort"

	"k8s.io/apimachinery/pkg/api/resource"
	evictionapi "k8s.io/kubernetes/pkg/kubelet/eviction/api"
)

type configIn struct {
	EnforceNodeAllocatable  []string          `json:"enforceNodeAllocatable"`
	EvictionHard            map[string]string `json:"evictionHard"`
	EvictionSoft            map[string]string `json:"evictionSoft"`
	EvictionSoftGracePeriod map[string]string `json:"evictionSoftGracePeriod"`
	EvictionMinimumReclaim  map[string]string `json:"evictionMinimumReclaim"`
}

func (in configIn) parse() ([]evictionapi.Threshold, error) {
	return ParseThresholdConfig(in.EnforceNodeAllocatable, in.EvictionHard, in.EvictionSoft, in.EvictionSoftGracePeriod, in.EvictionMinimumReclaim)
}

// sort puts the hard thresholds, then the soft ones, in the order of their signals, as upstream leaves theirs to the order of a map.
func (in configIn) sort(thresholds []evictionapi.Threshold) {
	hard, _ := parseThresholdStatements(in.EvictionHard)
	soft, _ := parseThresholdStatements(in.EvictionSoft)
	bySignal := func(some []evictionapi.Threshold) {
		sort.Slice(some, func(i, j int) bool { return some[i].Signal < some[j].Signal })
	}
	bySignal(thresholds[:len(hard)])
	bySignal(thresholds[len(hard) : len(hard)+len(soft)])
}

// code is the error of a quantity by its name; every other error of a configuration has one name.
func code(err error) error {
	for name, known := range map[string]error{"ErrFormatWrong": resource.ErrFormatWrong, "ErrNumeric": resource.ErrNumeric, "ErrSuffix": resource.ErrSuffix} {
		if err == known {
			return errors.New(name)
		}
	}
	return errors.New("InvalidThreshold")
}

func init() {
	Doors["parse"] = func(raw json.RawMessage) (interface{}, error) {
		var in configIn
		decode(raw, &in)
		thresholds, err := in.parse()
		if err == nil {
			in.sort(thresholds)
			return showThresholds(thresholds), nil
		}
		for run := 0; run < 128; run++ {
			if _, again := in.parse(); code(again).Error() != code(err).Error() {
				return object{"varies": true}, nil
			}
		}
		return nil, code(err)
	}
	Doors["quantity"] = func(raw json.RawMessage) (interface{}, error) {
		var in struct {
			Value    valueIn `json:"value"`
			Capacity string  `json:"capacity"`
		}
		decode(raw, &in)
		capacity, err := resource.ParseQuantity(in.Capacity)
		if err != nil {
			return nil, err
		}
		return showQuantity(evictionapi.GetThresholdQuantity(in.Value.value(), &capacity)), nil
	}
	Doors["met"] = func(raw json.RawMessage) (interface{}, error) {
		var in struct {
			Thresholds []thresholdIn   `json:"thresholds"`
			Summary    json.RawMessage `json:"summary"`
			Own        observationsIn  `json:"observations"`
			Enforce    bool            `json:"enforceMinReclaim"`
		}
		decode(raw, &in)
		var summary doorSummary
		decodeStats(in.Summary, &summary)
		observations, _ := observe(&summary)
		return showThresholds(met(thresholdsOf(in.Thresholds), in.Own.or(observations), in.Enforce)), nil
	}
	Doors["update"] = func(raw json.RawMessage) (interface{}, error) {
		var in struct {
			Thresholds []thresholdIn `json:"thresholds"`
			ImageFs    bool          `json:"dedicatedImageFs"`
			Split      bool          `json:"splitContainerImageFs"`
		}
		decode(raw, &in)
		thresholds, err := update(thresholdsOf(in.Thresholds), in.ImageFs, in.Split)
		complaints := []string{}
		if err != nil {
			complaints = append(complaints, err.Error())
		}
		return object{"thresholds": showThresholds(thresholds), "errors": complaints}, nil
	}
}
