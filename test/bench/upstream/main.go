// Command bench measures upstream's own functions on the inputs of the JavaScript side and prints nanoseconds per operation.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"testing"
	"time"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	helpers "k8s.io/component-helpers/resource"
	statsapi "k8s.io/kubelet/pkg/apis/stats/v1alpha1"
	"k8s.io/kubernetes/pkg/apis/core/v1/helper/qos"
	"oracle/x/cm"
	"oracle/x/eviction"
	"oracle/x/fit"
	"oracle/x/kconfig"
)

var kept any

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: bench CASE INPUT.json")
		os.Exit(2)
	}
	run, known := cases[os.Args[1]]
	if !known {
		fmt.Fprintln(os.Stderr, "unknown case "+os.Args[1])
		os.Exit(2)
	}
	fmt.Printf("%g\n", run(os.Args[2]))
}

var cases = map[string]func(file string) float64{
	"parse":  parse,
	"format": format,
	"add":    add,
	"cmp":    cmp,
	"totals": totals,
	"config": config,
	"rank":   rank,
	"fit":    fits,
}

func read(file string, into any) {
	data, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		panic(err)
	}
}

func texts(file string) (list []string) {
	read(file, &list)
	return list
}

func quantities(file string) (list []resource.Quantity) {
	for _, text := range texts(file) {
		list = append(list, resource.MustParse(text))
	}
	return list
}

func perItem(items int, body func()) float64 {
	body()
	result := testing.Benchmark(func(b *testing.B) {
		for i := 0; i < b.N; i++ {
			body()
		}
	})
	return float64(result.T.Nanoseconds()) / float64(result.N) / float64(items)
}

func parse(file string) float64 {
	list := texts(file)
	return perItem(len(list), func() {
		for _, text := range list {
			q, err := resource.ParseQuantity(text)
			if err != nil {
				panic(err)
			}
			kept = q.Format
		}
	})
}

// format prints quantities that hold no text, as the result of any arithmetic does.
func format(file string) float64 {
	list := quantities(file)
	for i := range list {
		list[i].Add(resource.MustParse("1"))
	}
	length := 0
	defer func() { kept = length }()
	return perItem(len(list), func() {
		for _, q := range list {
			length += len(q.String())
		}
	})
}

func add(file string) float64 {
	list := quantities(file)
	return perItem(len(list), func() {
		for i := range list {
			sum := list[i]
			sum.Add(list[len(list)-1-i])
			sink = sum
		}
	})
}

var sink resource.Quantity
var order int

func cmp(file string) float64 {
	list := quantities(file)
	return perItem(len(list), func() {
		for i := range list {
			order += list[i].Cmp(list[len(list)-1-i])
		}
	})
}

// totals computes requests, limits and QoS class of every pod of a cluster. Nanoseconds for all of them.
func totals(file string) float64 {
	cluster := clusterOf(file)
	return median(func() {
		for _, pod := range cluster {
			requests := helpers.PodRequests(pod, helpers.PodResourcesOptions{})
			limits := helpers.PodLimits(pod, helpers.PodResourcesOptions{})
			order += len(requests) + len(limits) + len(qos.ComputePodQOS(pod))
		}
	})
}

// fits asks 5,000 nodes that run the pods of a cluster for one more, what they run totalled anew. Nanoseconds for all of them.
func fits(file string) float64 {
	cluster := clusterOf(file)
	node := &v1.Node{Status: v1.NodeStatus{Allocatable: v1.ResourceList{
		v1.ResourceCPU:    resource.MustParse("48"),
		v1.ResourceMemory: resource.MustParse("96Gi"),
		v1.ResourcePods:   resource.MustParse("110"),
	}}}
	var nodes []*v1.Node
	for i := 0; i < 5000; i++ {
		nodes = append(nodes, node.DeepCopy())
	}
	return median(func() {
		for i, node := range nodes {
			order += len(fit.Check(cluster[0], node, cluster[i*30:i*30+30]))
		}
	})
}

// clusterOf gives the pods of the input 150 times.
func clusterOf(file string) (cluster []*v1.Pod) {
	var some []*v1.Pod
	read(file, &some)
	for i := 0; i < 150; i++ {
		for _, pod := range some {
			cluster = append(cluster, pod.DeepCopy())
		}
	}
	return cluster
}

// median gives the nanoseconds of the third of five runs, the quickest first.
func median(body func()) float64 {
	var times []float64
	for i := 0; i < 5; i++ {
		start := time.Now()
		body()
		times = append(times, float64(time.Since(start).Nanoseconds()))
	}
	sort.Float64s(times)
	return times[len(times)/2]
}

func config(file string) float64 {
	var pods []*v1.Pod
	read(file, &pods)
	return perItem(len(pods), func() {
		for _, pod := range pods {
			kept = cm.ResourceConfigForPod(pod, true, 100000, false, kconfig.NoneMemoryReservationPolicy)
		}
	})
}

// rank ranks the same pods five times, each time from their order in the input. Nanoseconds for all of them.
func rank(file string) float64 {
	var in struct {
		Pods  []*v1.Pod           `json:"pods"`
		Stats []statsapi.PodStats `json:"stats"`
	}
	read(file, &in)
	var times []float64
	for i := 0; i < 5; i++ {
		pods := append([]*v1.Pod{}, in.Pods...)
		start := time.Now()
		eviction.RankMemoryPressure(pods, in.Stats)
		times = append(times, float64(time.Since(start).Nanoseconds()))
	}
	sort.Float64s(times)
	return times[len(times)/2]
}
