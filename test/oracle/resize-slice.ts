import type { Slice } from './slice-request.ts';

const kubelet = 'k8s.io/kubernetes/pkg/kubelet';
const scheduler = 'k8s.io/kubernetes/pkg/scheduler';
const plugins = 'pkg/scheduler/framework/plugins';

const imports: Readonly<Record<string, string>> = {
  [scheduler]: 'oracle/x/admission',
  [`${scheduler}/framework`]: 'oracle/x/framework',
  [`${scheduler}/util`]: 'oracle/x/schedutil',
  [`${scheduler}/framework/plugins/noderesources`]: 'oracle/x/fit',
  ...Object.fromEntries(
    ['nodeaffinity', 'nodename', 'nodeports', 'tainttoleration'].map((name) => [
      `${scheduler}/framework/plugins/${name}`,
      `oracle/x/${name}`,
    ]),
  ),
  [`${kubelet}/types`]: 'oracle/x/resizetypes',
  [`${kubelet}/lifecycle`]: 'oracle/x/admit',
  [`${kubelet}/metrics`]: 'oracle/x/kmetrics',
  [`${kubelet}/events`]: 'oracle/x/kevents',
  [`${scheduler}/framework/plugins/helper`]: 'oracle/x/helper',
  [`${kubelet}/cm`]: 'oracle/x/cm',
  [`${kubelet}/cm/cpumanager`]: 'oracle/x/cpumanager',
  [`${kubelet}/cm/memorymanager`]: 'oracle/x/memorymanager',
  [`${kubelet}/container`]: 'oracle/x/resizeruntime',
  'k8s.io/kube-scheduler/framework': 'oracle/x/fwk',
};

/** What the kubelet says of a wanted resize: upstream's own functions on receivers of ours that have only the fields they read. */
export function resizeSlices(minor: number): readonly Slice[] {
  if (minor < 33) return [];
  const named = (to: string, from: string, ...names: readonly string[]): Slice => ({ to, from, names, imports });
  const types = ['IsStaticPod', 'IsCriticalPod', 'Preemptable', 'NoSwap', 'LimitedSwap', 'SwapBehavior'];
  return [
    named('nodename', `${plugins}/nodename`, 'Fits', 'Name', 'ErrReason'),
    named('nodeports', `${plugins}/nodeports`, 'Fits', 'Name', 'ErrReason'),
    named('nodeaffinity', `${plugins}/nodeaffinity`, 'Name', 'ErrReasonPod'),
    named('tainttoleration', `${plugins}/tainttoleration`, 'Name', 'ErrReasonNotMatch'),
    named('resizetypes', 'pkg/kubelet/types', ...types),
    ...(minor <= 37 ? [named('cpumanager', 'pkg/kubelet/cm/cpumanager', 'PolicyStatic')] : []),
    ...(minor >= 34 && minor <= 37 ? [named('memorymanager', 'pkg/kubelet/cm/memorymanager', 'PolicyTypeStatic')] : []),
    named('kevents', 'pkg/kubelet/events', 'PreemptContainer'),
    ...(minor <= 37 ? [named('admission', 'pkg/scheduler', 'AdmissionCheck')] : []),
    named(
      'admit',
      'pkg/kubelet/lifecycle',
      'NewPredicateAdmitHandler',
      'predicateAdmitHandler.*',
      'PodAdmitHandler',
      'InsufficientResourceError.*',
      'PredicateFailureError.*',
      ...(minor >= 36 ? ['ResizeOperation'] : []),
    ),
    {
      to: 'resizeruntime',
      from: 'pkg/kubelet/kuberuntime',
      names: ['kubeGenericRuntimeManager.GetContainerSwapBehavior', ...(minor === 33 ? ['IsInPlacePodVerticalScalingAllowed'] : [])],
      imports,
      given: ['kubeGenericRuntimeManager', 'swapControllerAvailable', 'isCgroup2UnifiedMode'],
      door: runtimeDoor(minor),
    },
    {
      to: 'preemption',
      from: 'pkg/kubelet/preemption',
      names: ['CriticalPodAdmissionHandler.HandleAdmissionFailure'],
      imports,
      given: ['CriticalPodAdmissionHandler'],
      door: preemptionDoor,
    },
    minor === 33 ? ofKubelet : minor <= 35 ? ofManager(minor) : ofHandler(minor),
  ];
}

const preemptionDoor = `import v1 "k8s.io/api/core/v1"

type recorder struct{}

func (recorder) Eventf(args ...interface{}) {}

// CriticalPodAdmissionHandler kills nothing.
type CriticalPodAdmissionHandler struct {
	getPodsFunc func() []*v1.Pod
	recorder    recorder
	killPodFunc func(pod *v1.Pod, evict bool, grace *int64, change func(*v1.PodStatus)) error
}

func New(pods []*v1.Pod) *CriticalPodAdmissionHandler {
	return &CriticalPodAdmissionHandler{
		getPodsFunc: func() []*v1.Pod { return pods },
		killPodFunc: func(*v1.Pod, bool, *int64, func(*v1.PodStatus)) error { return nil },
	}
}
`;

function runtimeDoor(minor: number): string {
  return `import v1 "k8s.io/api/core/v1"
import types "oracle/x/resizetypes"

var cgroupV2, controller bool

func isCgroup2UnifiedMode() bool { return cgroupV2 }
${minor === 33 ? 'func swapControllerAvailable() bool { return controller }' : ''}

type kubeGenericRuntimeManager struct{ memorySwapBehavior string }

func (m *kubeGenericRuntimeManager) getSwapControllerAvailable() bool { return controller }

// Runtime is what of a runtime a resize depends on.
type Runtime interface {
	GetContainerSwapBehavior(pod *v1.Pod, container *v1.Container) types.SwapBehavior
}

func New(behavior string, available, unified bool) Runtime {
	cgroupV2, controller = unified, available
	return &kubeGenericRuntimeManager{memorySwapBehavior: behavior}
}
`;
}

/** The parts of the machinery around a resize that its rules look at. */
const machinery = (minor: number): string => `
// Settings are the kubelet's and the machine's.
type Settings struct {
	Absolute                      v1.ResourceList
	CPUPolicy, MemoryPolicy       string
	SwapBehavior                  string
	SwapController                bool
	CgroupVersion                 int
}

type nodeConfig struct {
	CPUManagerPolicy, MemoryManagerPolicy string
	CgroupVersion                         int
}

type containers struct {
	config   nodeConfig
	absolute v1.ResourceList
}

func (c containers) GetNodeConfig() nodeConfig                    { return c.config }
func (c containers) GetNodeAllocatableAbsolute() v1.ResourceList { return c.absolute }

func containersOf(s Settings) containers {
	return containers{nodeConfig{s.CPUPolicy, s.MemoryPolicy, s.CgroupVersion}, s.Absolute}
}

// admission is the kubelet's handler for nodes that are full.
func admission(node *v1.Node, pods []*v1.Pod) lifecycle.PodAdmitHandler {
	return lifecycle.NewPredicateAdmitHandler(
		func(${minor >= 35 ? 'context.Context, bool' : ''}) (*v1.Node, error) { return node, nil },
		preemption.New(pods),
		func(*framework.NodeInfo, *lifecycle.PodAdmitAttributes) error { return nil },
	)
}

func resourcesOf(pod *v1.Pod, name string) (v1.ResourceRequirements, bool) {
	for _, c := range append(append([]v1.Container{}, pod.Spec.Containers...), pod.Spec.InitContainers...) {
		if c.Name == name {
			return c.Resources, true
		}
	}
	return v1.ResourceRequirements{}, false
}
`;

const paths = (minor: number): string =>
  [
    ...(minor >= 35 ? ['context'] : []),
    'v1 k8s.io/api/core/v1',
    ...(minor >= 34 ? ['k8s.io/apimachinery/pkg/types'] : []),
    ...(minor === 35 ? ['apiequality k8s.io/apimachinery/pkg/api/equality'] : []),
    ...(minor === 36 ? ['k8s.io/klog/v2'] : []),
    ...(minor >= 38 ? ['oracle/x/cm'] : []),
    'oracle/x/framework',
    'lifecycle oracle/x/admit',
    'oracle/x/preemption',
    'oracle/x/resizeruntime',
  ]
    .map((path) => `import ${path.replace(/(\S+)$/, '"$1"')}\n`)
    .join('');

const signature = 'func Verdict(pod, allocated *v1.Pod, node *v1.Node, pods []*v1.Pod, s Settings) (ok bool, reason, message string)';
const runtime = 'resizeruntime.New(s.SwapBehavior, s.SwapController, s.CgroupVersion == 2)';

const ofKubelet: Slice = {
  to: 'resize',
  from: 'pkg/kubelet',
  names: ['Kubelet.canResizePod', 'Kubelet.canAdmitPod', 'disallowResizeForSwappableContainers'],
  imports,
  given: ['Kubelet', 'Kubelet.GetNodeConfig', 'Kubelet.getNodeAnyWay', 'Kubelet.getAllocatedPods'],
  door: `${paths(33)}${machinery(33)}
type Kubelet struct {
	containerManager containers
	node             *v1.Node
	pods             []*v1.Pod
	admitHandlers    []lifecycle.PodAdmitHandler
}

func (kl *Kubelet) getNodeAnyWay() (*v1.Node, error) { return kl.node, nil }
func (kl *Kubelet) getAllocatedPods() []*v1.Pod      { return append([]*v1.Pod{}, kl.pods...) }

${signature} {
	if resizable, msg := resizeruntime.IsInPlacePodVerticalScalingAllowed(pod); !resizable {
		return false, v1.PodReasonInfeasible, msg
	}
	if not, msg := disallowResizeForSwappableContainers(${runtime}, pod, allocated); not {
		return false, v1.PodReasonInfeasible, msg
	}
	kl := &Kubelet{containersOf(s), node, pods, []lifecycle.PodAdmitHandler{admission(node, pods)}}
	return kl.canResizePod(pod)
}
`,
};

function ofManager(minor: number): Slice {
  const podLevel = `
	if !apiequality.Semantic.DeepEqual(pod.Spec.Resources, allocated.Spec.Resources) {
		if resizable, msg, _ := IsInPlacePodLevelResourcesVerticalScalingAllowed(pod); !resizable {
			return false, v1.PodReasonInfeasible, msg
		}
	}`;
  return {
    to: 'resize',
    from: 'pkg/kubelet/allocation',
    names: [
      'manager.canResizePod',
      'disallowResizeForSwappableContainers',
      'IsInPlacePodVerticalScalingAllowed',
      ...(minor === 35 ? ['IsInPlacePodLevelResourcesVerticalScalingAllowed'] : []),
    ],
    imports,
    given: ['manager', 'manager.GetContainerResourceAllocation'],
    door: `${paths(minor)}${machinery(minor)}
type manager struct {
	containerManager        containers
	nodeConfig              nodeConfig
	nodeAllocatableAbsolute v1.ResourceList
	allocated               *v1.Pod
	admitHandlers           []lifecycle.PodAdmitHandler
}

func (m *manager) GetContainerResourceAllocation(uid types.UID, name string) (v1.ResourceRequirements, bool) {
	return resourcesOf(m.allocated, name)
}

${signature} {
	if resizable, msg, _ := IsInPlacePodVerticalScalingAllowed(pod); !resizable {
		return false, v1.PodReasonInfeasible, msg
	}
	if not, msg := disallowResizeForSwappableContainers(${runtime}, pod, allocated); not {
		return false, v1.PodReasonInfeasible, msg
	}${minor === 35 ? podLevel : ''}
	c := containersOf(s)
	m := &manager{c, c.config, c.absolute, allocated, []lifecycle.PodAdmitHandler{admission(node, pods)}}
	return m.canResizePod(append([]*v1.Pod{}, pods...), pod)
}
`,
  };
}

/** Since 1.38 the handler asks whether a resource can be given to one container alone, which it can under a static policy. */
const resourceManager = `
func (c containers) AllocationMode(resource v1.ResourceName) cm.ResourceAllocationMode {
	if resource == v1.ResourceCPU && c.config.CPUManagerPolicy == "static" || resource == v1.ResourceMemory && c.config.MemoryManagerPolicy == "Static" {
		return cm.ResourceAllocationModeExclusive
	}
	return cm.ResourceAllocationModeShared
}
`;

function ofHandler(minor: number): Slice {
  const admit = minor >= 37 ? 'context.Background(), attrs' : 'attrs';
  const asked = minor >= 38 ? 'resourceManager: containersOf(s), ' : '';
  return {
    to: 'resize',
    from: 'pkg/kubelet/allocation',
    names: ['podResizesAdmitHandler.Admit'],
    imports,
    given: ['podResizesAdmitHandler'],
    door: `${paths(minor)}${machinery(minor)}
type allocations struct{ allocated *v1.Pod }

func (a allocations) UpdatePodFromAllocation(pod *v1.Pod) (*v1.Pod, bool) { return a.allocated, true }

func (a allocations) GetContainerResourceAllocation(uid types.UID, name string) (v1.ResourceRequirements, bool) {
	return resourcesOf(a.allocated, name)
}

type podResizesAdmitHandler struct {
	containerManager  containers
	containerRuntime  resizeruntime.Runtime
	allocationManager allocations
	${minor === 36 ? 'logger klog.Logger' : ''}${minor >= 38 ? 'resourceManager containers' : ''}
}
${minor >= 38 ? resourceManager : ''}
${signature} {
	var others []*v1.Pod
	for _, other := range pods {
		if other.UID != pod.UID {
			others = append(others, other)
		}
	}
	attrs := &lifecycle.PodAdmitAttributes{Pod: pod, OtherPods: others, Operation: lifecycle.ResizeOperation}
	resizes := &podResizesAdmitHandler{containerManager: containersOf(s), ${asked}containerRuntime: ${runtime}, allocationManager: allocations{allocated}}
	for _, handler := range []lifecycle.PodAdmitHandler{resizes, admission(node, pods)} {
		if result := handler.Admit(${admit}); !result.Admit {
			return false, result.Reason, result.Message
		}
	}
	return true, "", ""
}
`,
  };
}
