package eviction

import (
	"encoding/json"
	"math/rand"
	"sort"
	"strconv"
	"time"

	"k8s.io/api/core/v1"
	"oracle/x/lifecycle"
)

func labelled(pods []*v1.Pod) []*v1.Pod {
	for i, pod := range pods {
		labels := map[string]string{"oracle/place": strconv.Itoa(i)}
		for name, value := range pod.Labels {
			labels[name] = value
		}
		pod.Labels = labels
	}
	return pods
}

type stepIn struct {
	Now     float64           `json:"now"`
	Summary json.RawMessage   `json:"summary"`
	After   json.RawMessage   `json:"afterNodeReclaim"`
	Pods    []json.RawMessage `json:"pods"`
	ImageFs bool              `json:"dedicatedImageFs"`
	Split   bool              `json:"splitContainerImageFs"`
}

type cyclesIn struct {
	Thresholds                      []thresholdIn `json:"thresholds"`
	PressureTransitionPeriodSeconds float64       `json:"pressureTransitionPeriodSeconds"`
	MaxPodGracePeriodSeconds        int64         `json:"maxPodGracePeriodSeconds"`
	LocalStorageCapacityIsolation   bool          `json:"localStorageCapacityIsolation"`
	Steps                           []stepIn      `json:"steps"`
}

// step is one that is decoded.
type step struct {
	now     time.Time
	pods    []*v1.Pod
	summary *doorSummary
	after   *doorSummary
	image   bool
	split   bool
}

func (in stepIn) decoded() step {
	var summary doorSummary
	decodeStats(in.Summary, &summary)
	s := step{
		now:     time.Unix(0, int64(in.Now*1e6)),
		pods:    labelled(decodePods(in.Pods)),
		summary: &summary,
		after:   &summary,
		image:   in.ImageFs,
		split:   in.Split,
	}
	if len(in.After) > 0 {
		var after doorSummary
		decodeStats(in.After, &after)
		s.after = &after
	}
	return s
}

// runs is how often a case is run: in each run pods and thresholds stand in another order, and Go walks its maps in another.
const runs = 32

func init() {
	Doors["synchronize"] = func(raw json.RawMessage) (interface{}, error) {
		var in cyclesIn
		decode(raw, &in)
		steps := make([]step, len(in.Steps))
		for i, s := range in.Steps {
			steps[i] = s.decoded()
		}
		var first interface{}
		text := ""
		for run := 0; run < runs; run++ {
			result := in.run(steps, run)
			bytes, err := json.Marshal(result)
			if err != nil {
				return nil, err
			}
			if run == 0 {
				first, text = result, string(bytes)
			} else if text != string(bytes) {
				return object{"varies": true}, nil
			}
		}
		return first, nil
	}
	Doors["admit"] = func(raw json.RawMessage) (interface{}, error) {
		var in struct {
			Pod        json.RawMessage        `json:"pod"`
			Conditions []v1.NodeConditionType `json:"nodeConditions"`
		}
		decode(raw, &in)
		m := newManager(newFake(true, false, false), Config{})
		m.nodeConditions = in.Conditions
		result := admit(m, &lifecycle.PodAdmitAttributes{Pod: decodePods([]json.RawMessage{in.Pod})[0]})
		shown := object{"admit": result.Admit}
		if !result.Admit {
			shown["reason"], shown["message"] = result.Reason, result.Message
		}
		return shown, nil
	}
	Doors["message"] = func(raw json.RawMessage) (interface{}, error) {
		var in struct {
			Resource   v1.ResourceName `json:"resource"`
			Pod        json.RawMessage `json:"pod"`
			Thresholds []thresholdIn   `json:"thresholds"`
			Summary    json.RawMessage `json:"summary"`
			Own        observationsIn  `json:"observations"`
		}
		decode(raw, &in)
		var summary doorSummary
		decodeStats(in.Summary, &summary)
		observations, stats := observe(&summary)
		observations = in.Own.or(observations)
		message, annotations := messageOf(in.Resource, decodePods([]json.RawMessage{in.Pod})[0], stats, thresholdsOf(in.Thresholds), observations)
		return object{"message": message, "annotations": annotations}, nil
	}
	Doors["local"] = func(raw json.RawMessage) (interface{}, error) {
		var in struct {
			Pods    []json.RawMessage `json:"pods"`
			Stats   json.RawMessage   `json:"stats"`
			ImageFs bool              `json:"dedicatedImageFs"`
		}
		decode(raw, &in)
		f := newFake(true, in.ImageFs, false)
		m := newManager(f, Config{})
		m.dedicatedImageFs = &in.ImageFs
		f.pods = labelled(decodePods(in.Pods))
		var summary doorSummary
		decodeStats(in.Stats, &summary.Pods)
		local(m, f.pods, &summary)
		return f.shown(), nil
	}
}

func (f *fake) shown() []object {
	sort.SliceStable(f.evictions, func(i, j int) bool {
		a, _ := strconv.Atoi(f.evictions[i]["pod"].(string))
		b, _ := strconv.Atoi(f.evictions[j]["pod"].(string))
		return a < b
	})
	if f.evictions == nil {
		return []object{}
	}
	return f.evictions
}

// run goes through the steps with a manager of its own. A panic ends the run: upstream's process would be gone.
func (in cyclesIn) run(steps []step, seed int) []interface{} {
	f := newFake(in.LocalStorageCapacityIsolation, false, false)
	thresholds := thresholdsOf(in.Thresholds)
	shuffle(seed, len(thresholds), func(i, j int) { thresholds[i], thresholds[j] = thresholds[j], thresholds[i] })
	m := newManager(f, Config{
		PressureTransitionPeriod: time.Duration(in.PressureTransitionPeriodSeconds * 1e9),
		MaxPodGracePeriodSeconds: in.MaxPodGracePeriodSeconds,
		Thresholds:               thresholds,
	})
	results := []interface{}{}
	for _, s := range steps {
		f.imageFs, f.split, f.now, f.after, f.reclaims, f.evictions = s.image, s.split, s.summary, s.after, 0, nil
		f.pods = copyPods(s.pods)
		shuffle(seed, len(f.pods), func(i, j int) { f.pods[i], f.pods[j] = f.pods[j], f.pods[i] })
		f.clock.SetTime(s.now)
		result, ok := one(m, f)
		results = append(results, result)
		if !ok {
			break
		}
	}
	return results
}

func one(m *managerImpl, f *fake) (result object, ok bool) {
	defer func() {
		if r := recover(); r != nil {
			result, ok = object{"panic": true}, false
		}
	}()
	result = object{}
	if err := cycle(m, f, append([]*v1.Pod{}, f.pods...)); err != nil {
		result["error"] = err.Error()
	}
	conditions := []string{}
	for _, condition := range m.nodeConditions {
		conditions = append(conditions, string(condition))
	}
	sort.Strings(conditions)
	thresholds := append(thresholdsOf(nil), m.thresholdsMet...)
	sort.SliceStable(thresholds, func(i, j int) bool {
		return sortKey(thresholds[i]) < sortKey(thresholds[j])
	})
	result["evictions"], result["nodeConditions"], result["thresholdsMet"] = f.shown(), conditions, showThresholds(thresholds)
	return result, true
}

// shuffle puts a list in another order for each seed; 0 leaves it.
func shuffle(seed, n int, swap func(i, j int)) {
	if seed > 0 {
		rand.New(rand.NewSource(int64(seed))).Shuffle(n, swap)
	}
}
