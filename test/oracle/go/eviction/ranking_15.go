package eviction

import (
	"encoding/json"

	"k8s.io/api/core/v1"
)

type rankIn struct {
	Pods    []json.RawMessage `json:"pods"`
	Stats   json.RawMessage   `json:"stats"`
	ImageFs bool              `json:"dedicatedImageFs"`
	Split   bool              `json:"splitContainerImageFs"`
	Measure []fsStatsType     `json:"fsStatsToMeasure"`
}

func statsOf(raw json.RawMessage) statsFunc {
	var stats []doorPodStats
	decodeStats(raw, &stats)
	return cachedStatsFunc(stats)
}

func init() {
	Doors["rank"] = func(raw json.RawMessage) (interface{}, error) {
		var in rankIn
		decode(raw, &in)
		pods, stats := decodePods(in.Pods), statsOf(in.Stats)
		all := object{}
		for signal, rank := range ranks(in.ImageFs, in.Split) {
			all[string(signal)] = order(rank, pods, stats)
		}
		all["bytes"] = order(rankDiskPressureFunc(in.Measure, v1.ResourceEphemeralStorage), pods, stats)
		all["inodes"] = order(rankDiskPressureFunc(in.Measure, resourceInodes), pods, stats)
		return all, nil
	}
}

// order is where each rank puts the pods: equal ones in the order of the input, because upstream's sort leaves theirs to chance. The
// comparison is asked for by sorting two pods. Where it contradicts itself there is no order.
func order(rank rankFunc, pods []*v1.Pod, stats statsFunc) interface{} {
	n := len(pods)
	before := make([][]bool, n)
	for i := range pods {
		before[i] = make([]bool, n)
		for j := range pods {
			two := []*v1.Pod{pods[j].DeepCopy(), pods[i].DeepCopy()}
			first := two[0]
			rank(two, stats)
			before[i][j] = i != j && two[0] != first
		}
	}
	places := make([]int, 0, n)
	for i := range pods {
		at := len(places)
		for at > 0 && before[i][places[at-1]] {
			at--
		}
		places = append(places, 0)
		copy(places[at+1:], places[at:])
		places[at] = i
	}
	group := make([]int, n)
	for at := 1; at < n; at++ {
		group[at] = group[at-1]
		if before[places[at-1]][places[at]] {
			group[at]++
		}
	}
	for a := range places {
		for b := range places {
			if before[places[a]][places[b]] != (group[a] < group[b]) {
				return object{"varies": true}
			}
		}
	}
	return places
}
