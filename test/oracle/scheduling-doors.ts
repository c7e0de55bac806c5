// Lines of Go that stand beside slices of the scheduler and give every minor's the same face.

const enabled = (gate: string): string => `utilfeature.DefaultFeatureGate.Enabled(features.${gate})`;

function importsOf(paths: readonly (string | false)[]): string {
  return paths
    .filter((path) => path !== false)
    .map((path) => `import ${path.replace(/(\S+)$/, '"$1"')}\n`)
    .join('');
}

const gates = ['utilfeature k8s.io/apiserver/pkg/util/feature', 'k8s.io/kubernetes/pkg/features'];

/** Where a minor has `NodeInfo`. */
function infoOf(minor: number): { readonly path: string; readonly make: string } {
  if (minor <= 17) return { path: 'k8s.io/kubernetes/pkg/scheduler/nodeinfo', make: 'nodeinfo.NewNodeInfo' };
  if (minor === 18) return { path: 'oracle/x/nodeinfo', make: 'nodeinfo.NewNodeInfo' };
  return { path: 'oracle/x/framework', make: 'framework.NewNodeInfo' };
}

const insufficient = `
// Insufficient is one reason why a pod does not fit.
type Insufficient struct {
	Name, Reason              string
	Requested, Used, Capacity int64
	Unresolvable              bool
}
`;

/** How a minor is asked which resources a node lacks. */
function fitsCall(minor: number): string {
  const options = [
    `EnablePodLevelResources: ${enabled('PodLevelResources')}`,
    ...(minor >= 37
      ? [`EnableInPlacePodVerticalScalingSchedulerPreemption: ${enabled('InPlacePodVerticalScalingSchedulerPreemption')}`]
      : []),
  ];
  const args = [
    'pod, info',
    ...(minor === 18 ? ['nil'] : []),
    ...(minor === 22 || minor === 23 ? [enabled('PodOverhead')] : []),
    ...(minor >= 35 ? ['nil'] : []),
    ...(minor >= 32 ? [`ResourceRequestsOptions{${options.join(', ')}}`] : []),
  ];
  return `Fits(${args.join(', ')})`;
}

/** `Check`: which resources a node lacks; `Refusal`: what the plugin says of a pod before it looks at nodes, and at every node. */
export function fitDoor(minor: number): string {
  const { path, make } = infoOf(minor);
  const sidecars = minor >= 28 && minor <= 36;
  const metadata = `
type podFitsResourcesMetadata struct {
	ignoredExtendedResources sets.String
	podRequest               *nodeinfo.Resource
}

type predicateMetadata struct {
	${minor === 17 ? 'podFitsResourcesMetadata *podFitsResourcesMetadata' : 'podFitsResourcesMetadata'}
}

type ${minor === 17 ? 'Metadata' : 'PredicateMetadata'} interface{}
`;
  const gated = sidecars || minor === 22 || minor === 23 || minor >= 32;
  const lacks =
    minor <= 17
      ? `
	_, reasons, err := PodFitsResources(pod, nil, info)
	if err != nil {
		panic(err)
	}
	for _, reason := range reasons {
		r := reason.(*InsufficientResourceError)
		out = append(out, Insufficient{string(r.ResourceName), r.GetReason(), r.requested, r.used, r.capacity, false})
	}`
      : `
	for _, r := range ${fitsCall(minor)} {
		out = append(out, Insufficient{string(r.ResourceName), r.Reason, r.Requested, r.Used, r.Capacity, ${minor >= 34 ? 'r.Unresolvable' : 'false'}})
	}`;
  const text = '"Pod has a restartable init container and the SidecarContainers feature is disabled"';
  return `${importsOf(['v1 k8s.io/api/core/v1', minor <= 17 && 'k8s.io/apimachinery/pkg/util/sets', ...(gated ? gates : []), path])}
${minor <= 17 ? metadata : ''}${insufficient}
func Check(pod *v1.Pod, node *v1.Node, pods []*v1.Pod) []Insufficient {
	info := ${make}(pods...)
	info.SetNode(node)
	var out []Insufficient${lacks}
	return out
}

func Refusal(pod *v1.Pod) (first, everywhere string) {
	${sidecars ? `if !${enabled('SidecarContainers')} && hasRestartableInitContainer(pod) {\n\t\treturn ${minor >= 30 ? `${text}, ""` : `"", ${text}`}\n\t}` : ''}
	return "", ""
}
`;
}

const question = `
type Spec struct {
	Name   string
	Weight int64
}

type Point struct {
	Utilization, Score int32
}

// Question is a strategy with its arguments.
type Question struct {
	Kind      string
	Resources []Spec
	Shape     []Point
}

func weights(q Question) map[v1.ResourceName]int64 {
	m := map[v1.ResourceName]int64{}
	for _, r := range q.Resources {
		m[v1.ResourceName(r.Name)] = r.Weight
	}
	return m
}
`;

/** The scorers of the priorities up to 1.17: a function each. */
function prioritiesScore(minor: number): string {
  const scale = minor <= 16 ? '' : ' * 10';
  const ratio =
    minor === 15
      ? 'RequestedToCapacityRatioResourceAllocationPriority(shape)'
      : 'RequestedToCapacityRatioResourceAllocationPriority(shape, weights(q))';
  return `
func Score(q Question, pod *v1.Pod, node *v1.Node, pods []*v1.Pod) (score int64, skipped bool) {
	info := nodeinfo.NewNodeInfo(pods...)
	info.SetNode(node)
	var priority *ResourceAllocationPriority
	switch q.Kind {
	case "LeastAllocated":
		priority = leastResourcePriority
	case "MostAllocated":
		priority = mostResourcePriority
	case "BalancedAllocation":
		priority = balancedResourcePriority
	default:
		var points []FunctionShapePoint
		for _, p := range q.Shape {
			points = append(points, FunctionShapePoint{int64(p.Utilization), int64(p.Score)${scale}})
		}
		shape, err := NewFunctionShape(points)
		if err != nil {
			panic(err)
		}
		priority = ${ratio}
	}
	host, err := priority.PriorityMap(pod, nil, info)
	if err != nil {
		panic(err)
	}
	return int64(host.Score), false
}
`;
}

/** 1.18 to 1.21: plugins of their own, with weights since 1.19. */
function pluginsScore(minor: number): string {
  const weighed = minor >= 19;
  const points =
    minor >= 21
      ? 'helper.FunctionShapePoint{Utilization: int64(p.Utilization), Score: int64(p.Score) * 10}'
      : 'functionShapePoint{int64(p.Utilization), int64(p.Score) * 10}';
  return `
func Score(q Question, pod *v1.Pod, node *v1.Node, pods []*v1.Pod) (score int64, skipped bool) {
	info := ${infoOf(minor).make}(pods...)
	info.SetNode(node)
	scorer := &resourceAllocationScorer{Name: q.Kind, resourceToWeightMap: ${weighed ? 'weights(q)' : 'defaultRequestedRatioResources'}}
	switch q.Kind {
	case "LeastAllocated":
		scorer.scorer = leastResourceScorer${weighed ? '(weights(q))' : ''}
	case "MostAllocated":
		scorer.scorer = mostResourceScorer${weighed ? '(weights(q))' : ''}
	case "BalancedAllocation":
		scorer.resourceToWeightMap = defaultRequestedRatioResources
		scorer.scorer = balancedResourceScorer
	default:
		var shape []${minor >= 21 ? 'helper.FunctionShapePoint' : 'functionShapePoint'}
		for _, p := range q.Shape {
			shape = append(shape, ${points})
		}
		scorer.resourceToWeightMap = weights(q)
		scorer.scorer = buildRequestedToCapacityRatioScorerFunction(shape, weights(q))
	}
	score, status := scorer.score(pod, info)
	if status != nil {
		panic(status.Message())
	}
	return score, false
}
`;
}

/** 1.22 and later: the strategies of the Fit plugin, and BalancedAllocation. */
function strategiesScore(minor: number): string {
  const strategy =
    'config.ScoringStrategy{Type: config.ScoringStrategyType(q.Kind), Resources: specs, RequestedToCapacityRatio: &config.RequestedToCapacityRatioParam{Shape: shape}}';
  const args = minor >= 36 ? `&${strategy}` : `&config.NodeResourcesFitArgs{ScoringStrategy: &${strategy}}`;
  const strategyScorer =
    minor >= 38
      ? `var err error
		if scorer, err = getScorer(${args}, feature.NewSchedulerFeaturesFromGates(utilfeature.DefaultFeatureGate)); err != nil {
			panic(err)
		}`
      : `scorer = nodeResourceStrategyTypeMap[config.ScoringStrategyType(q.Kind)](${args})`;
  const balanced = [
    'scorer: balancedResourceScorer, useRequested: true',
    minor >= 27 ? 'resources: specs' : 'resourceToWeightMap: weights(q)',
    ...(minor === 22 || minor === 23 ? [`enablePodOverhead: ${enabled('PodOverhead')}`] : []),
    ...(minor >= 33 && minor <= 37 ? [`enableInPlacePodVerticalScaling: ${enabled('InPlacePodVerticalScaling')}`] : []),
    ...(minor >= 33 ? [`enablePodLevelResources: ${enabled('PodLevelResources')}`] : []),
    ...(minor >= 35 ? [`enableInPlacePodLevelResourcesVerticalScaling: ${enabled('InPlacePodLevelResourcesVerticalScaling')}`] : []),
  ];
  const ask = [
    ...(minor >= 28 ? ['context.Background()'] : []),
    'pod, info',
    ...(minor >= 27 ? ['requests'] : []),
    ...(minor >= 35 ? ['nil'] : []),
  ];
  const requests =
    minor >= 27
      ? `requests := scorer.calculatePodResourceRequestList(pod, scorer.resources)
	${minor >= 33 ? 'if q.Kind == "BalancedAllocation" && scorer.isBestEffortPod(requests) {\n\t\treturn 0, true\n\t}' : ''}`
      : '';
  return `
func Score(q Question, pod *v1.Pod, node *v1.Node, pods []*v1.Pod) (score int64, skipped bool) {
	info := framework.NewNodeInfo(pods...)
	info.SetNode(node)
	var specs []config.ResourceSpec
	for _, r := range q.Resources {
		specs = append(specs, config.ResourceSpec{Name: r.Name, Weight: r.Weight})
	}
	var shape []config.UtilizationShapePoint
	for _, p := range q.Shape {
		shape = append(shape, config.UtilizationShapePoint{Utilization: p.Utilization, Score: p.Score})
	}
	var scorer *resourceAllocationScorer
	if q.Kind == "BalancedAllocation" {
		scorer = &resourceAllocationScorer{Name: q.Kind, ${balanced.join(', ')}}
	} else {
		${strategyScorer}
	}
	${requests}
	score, status := scorer.score(${ask.join(', ')})
	if status != nil {
		panic(status.Message())
	}
	return score, false
}
`;
}

/** `Score` of a strategy. */
export function scoresDoor(minor: number): string {
  const gated = minor === 22 || minor === 23 || minor >= 33;
  const paths = [
    minor >= 28 && 'context',
    'v1 k8s.io/api/core/v1',
    ...(gated ? gates : []),
    minor >= 22 && 'k8s.io/kubernetes/pkg/scheduler/apis/config',
    minor >= 38 && 'k8s.io/kubernetes/pkg/scheduler/framework/plugins/feature',
    minor === 21 && 'oracle/x/helper',
    infoOf(minor).path,
  ];
  const score = minor <= 17 ? prioritiesScore(minor) : minor <= 21 ? pluginsScore(minor) : strategiesScore(minor);
  return `${importsOf(paths)}\n${question}${score}`;
}

/** `Message`: what the scheduler says when no node will do, of the reasons at each node. */
export function fitErrorDoor(minor: number): string {
  const status = minor >= 34 ? 'fwk' : minor >= 21 ? '' : 'framework';
  const qualified = (name: string): string => (status === '' ? name : `${status}.${name}`);
  if (minor <= 17)
    return `
type reason string

func (r reason) GetReason() string { return string(r) }

func Message(nodes int, reasons map[string][]string, first string) string {
	e := &FitError{NumAllNodes: nodes, FailedPredicates: FailedPredicateMap{}}
	for node, texts := range reasons {
		for _, text := range texts {
			e.FailedPredicates[node] = append(e.FailedPredicates[node], reason(text))
		}
	}
	return e.Error()
}
`;
  const set =
    minor >= 32
      ? `statuses.Set(node, ${qualified('NewStatus')}(${qualified('Unschedulable')}, texts...))`
      : `statuses[node] = ${qualified('NewStatus')}(${qualified('Unschedulable')}, texts...)`;
  const make = minor >= 32 ? 'NewDefaultNodeToStatus()' : `${qualified('NodeToStatusMap')}{}`;
  const fields =
    minor <= 20
      ? 'FilteredNodesStatuses: statuses'
      : `Diagnosis: Diagnosis{${minor >= 32 ? 'NodeToStatus' : 'NodeToStatusMap'}: statuses${minor >= 26 ? ', PreFilterMsg: first' : ''}}`;
  return `${importsOf([status !== '' && `oracle/x/${status}`])}
func Message(nodes int, reasons map[string][]string, first string) string {
	statuses := ${make}
	for node, texts := range reasons {
		${set}
	}
	e := &FitError{NumAllNodes: nodes, ${fields}}
	return e.Error()
}
`;
}
