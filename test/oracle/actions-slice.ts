import type { Slice } from './slice-request.ts';

const kubelet = 'k8s.io/kubernetes/pkg/kubelet';
const manager = 'kubeGenericRuntimeManager';

const imports: Readonly<Record<string, string>> = {
  [`${kubelet}/cm`]: 'oracle/x/cm',
  [`${kubelet}/container`]: 'oracle/x/resizecontainer',
  [`${kubelet}/metrics`]: 'oracle/x/kmetrics',
  [`${kubelet}/allocation`]: 'oracle/x/resizeallocation',
  [`${kubelet}/types`]: 'oracle/x/resizetypes',
  [`${kubelet}/util`]: 'oracle/x/resizelimits',
  [`${kubelet}/apis/config`]: 'oracle/x/kconfig',
};

/** What the kubelet does for a resize: upstream's own methods on a receiver of ours that writes down what it is told to do. */
export function actionsSlices(minor: number): readonly Slice[] {
  if (minor < 33) return [];
  const allowed = 'IsInPlacePodVerticalScalingAllowed';
  const volumes = minor >= 37 ? ['VolHasMemoryBackedEmptyDirSizeLimit'] : [];
  return [
    ...(minor >= 34 ? [{ to: 'resizeallocation', from: 'pkg/kubelet/allocation', names: [allowed, ...volumes], imports }] : []),
    ...(minor >= 35 ? [{ to: 'resizelimits', from: 'pkg/kubelet/util', names: ['GetLimits', 'ResourceOpts'], imports }] : []),
    {
      to: 'resizeactions',
      from: 'pkg/kubelet/kuberuntime',
      names: [
        `${manager}.computePodResizeAction`,
        `${manager}.doPodResizeAction`,
        ...(minor >= 35 ? [`${manager}.computePodLevelResourcesResizeAction`] : []),
        ...(minor >= 37 ? [`${manager}.computeVolumeResizeAction`] : []),
      ],
      imports,
      given: [
        manager,
        ...['updateContainerResources', 'updatePodSandboxResources', 'isMemoryQoSEnforced', 'Status', 'Type'].map(
          (name) => `${manager}.${name}`,
        ),
      ],
      door: door(minor),
    },
  ];
}

function door(minor: number): string {
  const paths = [
    minor >= 34 && 'context',
    'time',
    'v1 k8s.io/api/core/v1',
    minor >= 37 && 'k8s.io/apimachinery/pkg/api/resource',
    'k8s.io/apimachinery/pkg/types',
    'metav1 k8s.io/apimachinery/pkg/apis/meta/v1',
    minor >= 36 && 'utilfeature k8s.io/apiserver/pkg/util/feature',
    minor >= 35 && 'k8s.io/klog/v2',
    minor >= 34 && 'statsapi k8s.io/kubelet/pkg/apis/stats/v1alpha1',
    minor >= 38 && 'podutil k8s.io/kubernetes/pkg/api/v1/pod',
    minor >= 36 && 'k8s.io/kubernetes/pkg/features',
    'oracle/x/cm',
    minor >= 37 && 'oracle/x/kconfig',
    minor >= 34 && 'oracle/x/resizeallocation',
    'kubecontainer oracle/x/resizecontainer',
    'oracle/x/weight',
  ].filter((path) => path !== false);
  const quoted = paths.map((path) => `import ${path.replace(/(\S+)$/, '"$1"')}`);
  return [...quoted, settings, cgroups(minor), state(minor), helper(minor), receiver(minor), actions(minor)].join('\n\n');
}

const settings = `
// Settings are the kubelet's and the machine's, and what is used; usage that is nil is not known.
type Settings struct {
	CPUCFSQuota       bool
	CPUPeriod         int64 \`json:",string"\`
	CgroupVersion     int
	MemoryQoS         bool
	ReservationPolicy string
	ThrottlingFactor  *float64
	Running           []string
	PodUsage          *uint64
	Usage             map[string]*uint64
}

// Action is one thing that the kubelet does, in its order.
type Action struct {
	Do, Name string
	Config   *cm.ResourceConfig
	Requests v1.ResourceList
	Limits   v1.ResourceList
	Size     string
}

const noMemoryLimitV1 = 9223372036854771712`;

/** The pod's cgroup: what is read from it is what the kernel shows of what was written for the old pod. */
function cgroups(minor: number): string {
  const logger = minor >= 35 ? 'logger klog.Logger, ' : '';
  const usage = `
func (p *cgroups) GetPodCgroupMemoryUsage(pod *v1.Pod) (uint64, error) {
	if p.settings.PodUsage == nil {
		return 0, nil
	}
	return *p.settings.PodUsage, nil
}`;
  return `
type cgroups struct {
	old      *cm.ResourceConfig
	settings Settings
	actions  *[]Action
}

func (p *cgroups) NewPodContainerManager() *cgroups { return p }

func (p *cgroups) PodHasExclusiveCPUs(${minor >= 37 ? 'logger klog.Logger, ' : ''}pod *v1.Pod) bool { return false }

func (p *cgroups) GetPodCgroupConfig(pod *v1.Pod, name v1.ResourceName) (*cm.ResourceConfig, error) {
	if name == v1.ResourceMemory {
		memory := int64(-1)
		if p.settings.CgroupVersion == 1 {
			memory = noMemoryLimitV1
		}
		if p.old.Memory != nil && *p.old.Memory >= 0 {
			memory = *p.old.Memory / 4096 * 4096
		}
		return &cm.ResourceConfig{Memory: &memory}, nil
	}
	quota, period, shares := int64(-1), uint64(100000), *p.old.CPUShares
	if p.old.CPUQuota != nil {
		quota = *p.old.CPUQuota
	}
	if p.old.CPUPeriod != nil {
		period = *p.old.CPUPeriod
	}
	if p.settings.CgroupVersion == 2 {
		shares = weight.Shares(weight.Weight(&shares))
	}
	return &cm.ResourceConfig{CPUQuota: &quota, CPUPeriod: &period, CPUShares: &shares}, nil
}

func (p *cgroups) SetPodCgroupConfig(${logger}pod *v1.Pod, config *cm.ResourceConfig) error {
	*p.actions = append(*p.actions, Action{Do: "pod", Config: config})
	return nil
}
${minor === 33 ? usage : ''}`;
}

function state(minor: number): string {
  const logger = minor >= 37 ? 'logger klog.Logger, ' : '';
  const get = minor <= 34 ? 'GetActuatedResources' : 'GetContainerResources';
  return `
type actuated struct{ pod *v1.Pod }

func (a *actuated) ${get}(uid types.UID, name string) (v1.ResourceRequirements, bool) {
	for _, c := range append(append([]v1.Container{}, a.pod.Spec.Containers...), a.pod.Spec.InitContainers...) {
		if c.Name == name {
			return c.Resources, true
		}
	}
	return v1.ResourceRequirements{}, false
}
${
  minor < 35
    ? ''
    : `
func (a *actuated) GetPodLevelResources(types.UID) (*v1.ResourceRequirements, bool) { return a.pod.Spec.Resources, true }

func (a *actuated) SetPodLevelResources(${logger}uid types.UID, resources *v1.ResourceRequirements) error { return nil }`
}
${
  minor < 37
    ? ''
    : `
func (a *actuated) GetEmptyDirVolumeLimit(uid types.UID, name string) (*resource.Quantity, bool) {
	for _, volume := range a.pod.Spec.Volumes {
		if volume.Name == name && volume.EmptyDir != nil {
			return volume.EmptyDir.SizeLimit, true
		}
	}
	return nil, false
}

func (a *actuated) SetEmptyDirVolumeLimit(${minor >= 38 ? 'klog.Logger, types.UID, string, *v1.EmptyDirVolumeSource' : 'types.UID, string, *resource.Quantity'}) error { return nil }`
}`;
}

function helper(minor: number): string {
  const watch =
    minor <= 35
      ? 'func (h *helper) SetPodWatchCondition(types.UID, string, func(*kubecontainer.PodStatus) bool) {}'
      : 'func (h *helper) RequestPodReinspect(types.UID) {}';
  const stats = `
func memory(usage *uint64) *statsapi.MemoryStats {
	if usage == nil {
		return nil
	}
	return &statsapi.MemoryStats{UsageBytes: usage}
}

func (h *helper) PodCPUAndMemoryStats(ctx context.Context, pod *v1.Pod, status *kubecontainer.PodStatus) (*statsapi.PodStats, error) {
	stats := &statsapi.PodStats{Memory: memory(h.settings.PodUsage)}
	for _, c := range append(append([]v1.Container{}, pod.Spec.InitContainers...), pod.Spec.Containers...) {
		stats.Containers = append(stats.Containers, statsapi.ContainerStats{Name: c.Name, Memory: memory(h.settings.Usage[c.Name])})
	}
	return stats, nil
}`;
  const volume = `
func (h *helper) ResizeEphemeralVolume(pod *v1.Pod, name string, size *resource.Quantity) error {
	*h.actions = append(*h.actions, Action{Do: "volume", Name: name, Size: size.String()})
	return nil
}`;
  return `
type helper struct {
	settings Settings
	actions  *[]Action
}

${watch}
${minor >= 34 ? stats : ''}
${minor >= 37 ? volume : ''}`;
}

function receiver(minor: number): string {
  const ctx = minor >= 34 ? 'ctx context.Context, ' : '';
  const field = minor <= 34 ? 'allocationManager' : 'actuatedState';
  return `
type ${manager} struct {
	cpuCFSQuota       bool
	cpuCFSQuotaPeriod metav1.Duration
	containerManager  *cgroups
	${field} *actuated
	runtimeHelper     *helper
	actions           *[]Action
	${minor >= 37 ? 'memoryQoS bool\n\tmemoryReservationPolicy kconfig.MemoryReservationPolicy\n\tmemoryThrottlingFactor *float64' : ''}
}

func (m *${manager}) updatePodSandboxResources(${ctx}id string, pod *v1.Pod, config *cm.ResourceConfig) error { return nil }

func (m *${manager}) updateContainerResources(${ctx}pod *v1.Pod, c *v1.Container, id kubecontainer.ContainerID${minor >= 38 ? ', kind podutil.ContainerType' : ''}) error {
	*m.actions = append(*m.actions, Action{Do: "container", Name: c.Name, Requests: c.Resources.Requests, Limits: c.Resources.Limits})
	return nil
}
${minor >= 37 ? `func (m *${manager}) isMemoryQoSEnforced() bool { return m.memoryQoS }` : ''}`;
}

/** The order around upstream's methods is that of its computePodActions, computeInitContainerActions and SyncPod, as read there. */
function actions(minor: number): string {
  const ctx = minor >= 34 ? 'context.Background(), ' : '';
  const initGate = minor >= 36 ? 'utilfeature.DefaultFeatureGate.Enabled(features.InPlacePodVerticalScalingInitContainers)' : 'false';
  const podLevel = minor >= 35 ? ` || changes.UpdatePodLevelResources` : '';
  const volumes = minor >= 37 ? ' || len(changes.VolumesToUpsize) > 0 || len(changes.VolumesToDownsize) > 0' : '';
  const status = minor >= 34 ? ', nil' : '';
  const period = 'uint64(m.cpuCFSQuotaPeriod.Duration / time.Microsecond)';
  const config =
    minor >= 37
      ? `m.cpuCFSQuota, ${period}, s.MemoryQoS, m.memoryReservationPolicy`
      : minor >= 36
        ? `m.cpuCFSQuota, ${period}, false, "None"`
        : `m.cpuCFSQuota, ${period}, false`;
  const allowed = minor === 33 ? 'IsInPlacePodVerticalScalingAllowed' : 'resizeallocation.IsInPlacePodVerticalScalingAllowed';
  const doResize = `
	if resizable, _${minor === 33 ? '' : ', _'} := ${allowed}(pod); resizable && (len(changes.ContainersToUpdate) > 0 || changes.UpdatePodResources${podLevel}${volumes}) {
		if result := m.doPodResizeAction(${ctx}pod${status}, changes); result.Error != nil {
			actions = append(actions, Action{Do: "fail", Name: result.Message})
		}
	}`;
  const start = (field: string, list: string): string => `
	for _, i := range changes.${field} {
		actions = append(actions, Action{Do: "start", Name: pod.Spec.${list}[i].Name})
	}`;
  const startInit = start('InitContainersToStart', 'InitContainers');
  return `
func Actions(pod, old *v1.Pod, s Settings) []Action {
	actions := []Action{}
	running := map[string]bool{}
	for _, name := range s.Running {
		running[name] = true
	}
	m := &${manager}{
		cpuCFSQuota:       s.CPUCFSQuota,
		cpuCFSQuotaPeriod: metav1.Duration{Duration: time.Duration(s.CPUPeriod) * time.Microsecond},
		${minor <= 34 ? 'allocationManager' : 'actuatedState'}: &actuated{old},
		runtimeHelper: &helper{s, &actions},
		actions: &actions,
		${minor >= 37 ? 'memoryQoS: s.MemoryQoS, memoryReservationPolicy: kconfig.MemoryReservationPolicy(s.ReservationPolicy), memoryThrottlingFactor: s.ThrottlingFactor,' : ''}
	}
	m.containerManager = &cgroups{cm.ResourceConfigForPod(old.DeepCopy(), ${config}), s, &actions}
	changes := podActions{
		ContainersToKill:   map[kubecontainer.ContainerID]containerToKillInfo{},
		ContainersToUpdate: map[v1.ResourceName][]containerToUpdateInfo{},
	}
	status := func(name string) *kubecontainer.Status {
		return &kubecontainer.Status{ID: kubecontainer.ContainerID{ID: name}, Name: name, State: kubecontainer.ContainerStateRunning}
	}
	started := false
	for _, c := range pod.Spec.Containers {
		started = started || running[c.Name]
	}
	initialized := started || len(pod.Spec.InitContainers) == 0
	for i := len(pod.Spec.InitContainers) - 1; i >= 0; i-- {
		c := pod.Spec.InitContainers[i]
		if !running[c.Name] {
			continue
		}
		sidecar := c.RestartPolicy != nil && *c.RestartPolicy == v1.ContainerRestartPolicyAlways
		if !sidecar && (started || !(${initGate})) {
			continue
		}
		initialized = initialized || sidecar && i == len(pod.Spec.InitContainers)-1
		m.computePodResizeAction(${ctx}pod, i, true, status(c.Name), &changes)
	}
	for i, j := 0, len(changes.InitContainersToStart)-1; i < j; i, j = i+1, j-1 {
		changes.InitContainersToStart[i], changes.InitContainersToStart[j] = changes.InitContainersToStart[j], changes.InitContainersToStart[i]
	}
	if initialized {
		for i, c := range pod.Spec.Containers {
			if running[c.Name] {
				m.computePodResizeAction(${ctx}pod, i, false, status(c.Name), &changes)
			}
		}
		${minor >= 37 ? 'm.computeVolumeResizeAction(context.Background(), pod, &changes)' : ''}
		${minor >= 35 ? 'changes.UpdatePodLevelResources = m.computePodLevelResourcesResizeAction(context.Background(), pod)' : ''}
	}
	for _, c := range append(append([]v1.Container{}, pod.Spec.InitContainers...), pod.Spec.Containers...) {
		if _, kill := changes.ContainersToKill[kubecontainer.ContainerID{ID: c.Name}]; kill {
			actions = append(actions, Action{Do: "stop", Name: c.Name})
		}
	}
	${minor >= 37 ? `${doResize}\n${startInit}` : `${startInit}\n${doResize}`}
	${start('ContainersToStart', 'Containers')}
	return actions
}`;
}
