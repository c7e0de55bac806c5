import type { Slice } from './slice-request.ts';
import { fitDoor, fitErrorDoor, scoresDoor } from './scheduling-doors.ts';

const scheduler = 'k8s.io/kubernetes/pkg/scheduler';

const imports: Readonly<Record<string, string>> = {
  [`${scheduler}/framework/v1alpha1`]: 'oracle/x/framework',
  [`${scheduler}/framework`]: 'oracle/x/framework',
  [`${scheduler}/util`]: 'oracle/x/schedutil',
  [`${scheduler}/framework/plugins/helper`]: 'oracle/x/helper',
  'k8s.io/kube-scheduler/framework': 'oracle/x/fwk',
  'k8s.io/dynamic-resource-allocation/cel': 'oracle/x/cel',
  'k8s.io/dynamic-resource-allocation/structured': 'oracle/x/structured',
  'k8s.io/dynamic-resource-allocation/structured/schedulerapi': 'oracle/x/structured',
  'k8s.io/dynamic-resource-allocation/api': 'oracle/x/draapi',
};

/** Where `NodeInfo` stands beside the statuses of nodes. */
function frameworkOf(minor: number): string {
  return minor <= 19 ? 'pkg/scheduler/framework/v1alpha1' : 'pkg/scheduler/framework';
}

/** What the scheduler says of a pod, a node and the pods on it: upstream's filter, scores and the text of its refusal. */
export function schedulingSlices(minor: number): readonly Slice[] {
  const fitError: Slice = {
    to: 'fiterror',
    from: minor <= 20 ? 'pkg/scheduler/core' : 'pkg/scheduler/framework',
    names: ['FitError', 'FitError.Error', ...fitErrorNames(minor)],
    imports: { ...imports, ...(minor <= 17 ? { [`${scheduler}/algorithm/predicates`]: 'oracle/x/fit' } : {}) },
    door: fitErrorDoor(minor),
  };
  return [...(minor <= 17 ? predicates(minor) : plugins(minor)), fitError];
}

function fitErrorNames(minor: number): readonly string[] {
  return [
    ...(minor >= 21 && minor <= 33 ? ['NewStatus', 'Unschedulable'] : []),
    ...(minor >= 32 ? ['NewDefaultNodeToStatus', 'NodeToStatus.Set'] : []),
  ];
}

/** Up to 1.17 predicates and priorities of their own. */
function predicates(minor: number): readonly Slice[] {
  const status = minor >= 16 ? ['NodeToStatusMap', 'Status.*', 'NewStatus', 'Unschedulable'] : [];
  const framework = minor >= 17 ? [...status, 'MaxNodeScore', 'NodeScore'] : status;
  return [
    ...(framework.length === 0 ? [] : [{ to: 'framework', from: frameworkOf(minor), names: framework }]),
    {
      to: 'fit',
      from: 'pkg/scheduler/algorithm/predicates',
      names: ['GetResourceRequest', 'PodFitsResources', 'InsufficientResourceError.*'],
      imports,
      given: ['predicateMetadata', 'podFitsResourcesMetadata', 'PredicateMetadata', 'Metadata'],
      door: fitDoor(minor),
    },
    {
      to: 'scores',
      from: 'pkg/scheduler/algorithm/priorities',
      names: [
        'ResourceAllocationPriority.PriorityMap',
        'leastResourcePriority',
        'mostResourcePriority',
        'balancedResourcePriority',
        'RequestedToCapacityRatioResourceAllocationPriority',
        'NewFunctionShape',
      ],
      imports,
      door: scoresDoor(minor),
    },
  ];
}

/** Since 1.18 the plugins of noderesources. */
function plugins(minor: number): readonly Slice[] {
  const noderesources = 'pkg/scheduler/framework/plugins/noderesources';
  const info = [
    'NewNodeInfo',
    ...(minor >= 33
      ? ['NodeInfo.*', 'PodInfo.*', 'Resource.*', ...(minor === 33 ? ['HostPortInfo.*'] : [])]
      : ['NodeInfo.SetNode', 'Resource.SetMaxResource']),
  ];
  const own = [
    'Status',
    'Status.*',
    'StateData',
    'MaxNodeScore',
    'NewStatus',
    'Unschedulable',
    ...(minor <= 20 ? ['NodeToStatusMap'] : []),
  ];
  const slices: Slice[] = [
    {
      to: 'schedutil',
      from: 'pkg/scheduler/util',
      names: ['DefaultMilliCPURequest', 'DefaultMemoryRequest', ...utilNames(minor)],
    },
    {
      to: 'framework',
      from: frameworkOf(minor),
      names: [...(minor >= 19 ? info : []), ...(minor >= 34 ? [] : own), ...(minor === 34 ? ['MaxNodeScore'] : [])],
      imports,
    },
  ];
  if (minor >= 21)
    slices.push({
      to: 'helper',
      from: 'pkg/scheduler/framework/plugins/helper',
      names: ['BuildBrokenLinearFunction', ...(minor >= 38 ? ['Fits'] : [])],
      imports,
    });
  if (minor === 18)
    slices.push({ to: 'nodeinfo', from: 'pkg/scheduler/nodeinfo', names: ['NewNodeInfo', 'NodeInfo.*', 'Resource.*'], imports });
  if (minor >= 34) slices.push(frameworkModule(minor));
  if (minor >= 38)
    slices.push({ to: 'draapi', module: 'dynamic-resource-allocation', from: 'api', names: ['ResourceSlice.*', 'UniqueString.*'] });
  const nodeinfo = minor === 18 ? { ...imports, [`${scheduler}/nodeinfo`]: 'oracle/x/nodeinfo' } : imports;
  const fitNames = ['Fits', ...(minor >= 28 && minor <= 36 ? ['hasRestartableInitContainer'] : [])];
  slices.push(
    { to: 'fit', from: noderesources, names: fitNames, imports: nodeinfo, door: fitDoor(minor) },
    {
      to: 'scores',
      from: noderesources,
      names: ['resourceAllocationScorer.score', 'balancedResourceScorer', ...scorerNames(minor)],
      imports: nodeinfo,
      door: scoresDoor(minor),
    },
  );
  return slices;
}

function utilNames(minor: number): readonly string[] {
  const requests = minor <= 21 ? 'GetNonzeroRequestForResource' : 'GetRequestForResource';
  return [
    ...(minor >= 20 ? ['IsScalarResourceName'] : []),
    ...(minor === 19 || minor === 20 ? ['GetNamespacesFromPodAffinityTerm', 'GetPodAffinityTerms', 'GetPodAntiAffinityTerms'] : []),
    ...(minor >= 33 ? ['GetHostPorts'] : []),
    ...(minor >= 35 ? ['IsDRAExtendedResourceName'] : []),
    ...(minor <= 31 ? ['GetNonzeroRequests', requests] : []),
  ];
}

function scorerNames(minor: number): readonly string[] {
  if (minor >= 22)
    return [
      minor >= 38 ? 'getScorer' : 'nodeResourceStrategyTypeMap',
      ...(minor >= 27
        ? ['resourceAllocationScorer.calculatePodResourceRequestList', ...(minor >= 33 ? ['resourceAllocationScorer.isBestEffortPod'] : [])]
        : []),
    ];
  return ['leastResourceScorer', 'mostResourceScorer', 'buildRequestedToCapacityRatioScorerFunction', 'defaultRequestedRatioResources'];
}

function affinityNames(minor: number): readonly string[] {
  const terms = ['GetAffinityTerms', 'GetPodAffinityTerms', 'GetPodAntiAffinityTerms', 'GetWeightedAffinityTerms'];
  return [...(minor >= 35 ? terms : []), ...(minor === 36 ? ['NodeAllocatableDRAClaimState.*'] : [])];
}

/** The interfaces that the scheduler publishes since 1.34. */
function frameworkModule(minor: number): Slice {
  const names = [
    'NodeInfo',
    'PodInfo',
    'Resource',
    'HostPortInfo.*',
    'ImageStateSummary.*',
    'Status.*',
    'NewStatus',
    'StateData',
    'Unschedulable',
    ...affinityNames(minor),
  ];
  return {
    to: 'fwk',
    module: 'kube-scheduler',
    from: 'framework',
    names: [...names, ...(minor >= 35 ? ['MaxNodeScore', 'SharedDRAManager'] : [])],
    imports,
  };
}
