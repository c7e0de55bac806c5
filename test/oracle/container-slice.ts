import type { Slice } from './slice-request.ts';

const kubelet = 'k8s.io/kubernetes/pkg/kubelet';
const manager = 'kubeGenericRuntimeManager';

/** Packages that are replaced by slices and stand-ins, in every minor. */
const imports: Readonly<Record<string, string>> = {
  'k8s.io/cri-api/pkg/apis/runtime/v1alpha2': 'oracle/x/cri',
  'k8s.io/cri-api/pkg/apis/runtime/v1': 'oracle/x/cri',
  'github.com/opencontainers/runc/libcontainer/cgroups/fs': 'oracle/x/cgroupfs',
  'github.com/opencontainers/runc/libcontainer/cgroups': 'oracle/x/cgroups',
  'github.com/opencontainers/cgroups': 'oracle/x/cgroups',
  'github.com/google/cadvisor/info/v1': 'oracle/x/cadvisor',
  'github.com/google/cadvisor/lib/model': 'oracle/x/cadvisor',
  [`${kubelet}/cm`]: 'oracle/x/cm',
  [`${kubelet}/qos`]: 'oracle/x/kqos',
  [`${kubelet}/types`]: 'oracle/x/ktypes',
  [`${kubelet}/container`]: 'oracle/x/kcontainer',
  [`${kubelet}/apis/config`]: 'oracle/x/kconfig',
};

/** Names of `pkg/kubelet/cm` that the container's cgroup reaches. */
export function containerNamesOfCm(minor: number): readonly string[] {
  if (minor < 22) return [];
  if (minor < 28) return ['MemoryMin', 'MemoryHigh'];
  const files = ['Cgroup2MemoryMin', 'Cgroup2MemoryHigh', 'Cgroup2MaxSwapFilename', ...(minor >= 36 ? ['Cgroup2MemoryLow'] : [])];
  return minor >= 34 ? [...files, 'QuotaPeriod'] : files;
}

/** Names of `pkg/kubelet/types` likewise. */
export function containerNamesOfTypes(minor: number): readonly string[] {
  if (minor < 22) return [];
  return ['LimitedSwap', minor < 30 ? 'UnlimitedSwap' : 'NoSwap', ...(minor >= 33 ? ['SwapBehavior'] : [])];
}

/** What the kubelet asks a runtime to give a container and, since 1.23, a pod's sandbox: upstream's own methods on a receiver of ours that has only the fields they read. */
export function containerSlice(minor: number): Slice {
  const method = minor >= 27 ? 'generateLinuxContainerResources' : 'generateLinuxContainerConfig';
  const given = [manager, `${manager}.determineEffectiveSecurityContext`, 'swapControllerAvailable'];
  const names = [`${manager}.${method}`, ...(minor >= 23 ? [`${manager}.calculateSandboxResources`] : [])];
  return { to: 'kruntime', from: 'pkg/kubelet/kuberuntime', names, imports, given, door: door(minor) };
}

function door(minor: number): string {
  const paths = [
    minor >= 34 && 'context',
    'time',
    'v1 k8s.io/api/core/v1',
    'metav1 k8s.io/apimachinery/pkg/apis/meta/v1',
    minor >= 22 && 'utilfeature k8s.io/apiserver/pkg/util/feature',
    minor >= 37 && 'k8s.io/klog/v2',
    minor >= 22 && 'kubefeatures k8s.io/kubernetes/pkg/features',
    'oracle/x/cadvisor',
    'oracle/x/cgroupfs',
    'oracle/x/cgroups',
    'oracle/x/cri',
    minor >= 36 && 'oracle/x/kconfig',
    minor >= 22 && minor <= 36 && 'oracle/x/kubeletdefaults',
    minor >= 18 && minor <= 26 && 'oracle/x/kcontainer',
  ].filter((path) => path !== false);
  const quoted = paths.map((path) => `import ${path.replace(/(\S+)$/, '"$1"')}`);
  return [...quoted, settings, receiver(minor), security(minor), generate(minor), sandbox(minor)].join('\n\n');
}

const settings = `
// Settings are the kubelet's and the machine's; what is nil is unset.
type Settings struct {
	CPUCFSQuota          bool
	CPUPeriod            int64  \`json:",string"\`
	NodeMemory           uint64 \`json:",string"\`
	SwapCapacity         uint64 \`json:",string"\`
	SwapBehavior         string
	SwapController       bool
	CgroupV2             bool
	PageSizes            []string
	ExclusiveCPUs        bool
	ThrottlingFactor     *float64
	ReservationPolicy    string
	SingleProcessOOMKill *bool
}`;

function receiver(minor: number): string {
  const logger = minor >= 37 ? 'klog.Logger, ' : '';
  return `
type exclusive bool

func (e exclusive) ContainerHasExclusiveCPUs(${logger}*v1.Pod, *v1.Container) bool { return bool(e) }
${minor >= 33 ? `\nfunc (e exclusive) PodHasExclusiveCPUs(${logger}*v1.Pod) bool { return bool(e) }\n` : ''}
type ${manager} struct {
	cpuCFSQuota                bool
	cpuCFSQuotaPeriod          metav1.Duration
	machineInfo                *cadvisor.MachineInfo
	memorySwapBehavior         string
	memoryThrottlingFactor     ${minor >= 37 ? '*' : ''}float64
	memoryReservationPolicy    ${minor >= 36 ? 'kconfig.MemoryReservationPolicy' : 'string'}
	singleProcessOOMKill       *bool
	containerManager           exclusive
	getNodeAllocatable         func() v1.ResourceList
	getSwapControllerAvailable func() bool
}

var swapController bool

func swapControllerAvailable() bool { return swapController }`;
}

/** Up to 1.26 one method makes the resources and the security context, which is not wanted here. */
function security(minor: number): string {
  if (minor >= 27) return '';
  const [result, value] =
    minor >= 24 ? ['(*cri.LinuxContainerSecurityContext, error)', 'nil, nil'] : ['*cri.LinuxContainerSecurityContext', 'nil'];
  return `
func (m *${manager}) determineEffectiveSecurityContext(*v1.Pod, *v1.Container, *int64, string) ${result} {
	return ${value}
}`;
}

function generate(minor: number): string {
  const enforce = minor >= 22 ? ', utilfeature.DefaultFeatureGate.Enabled(kubefeatures.MemoryQoS) && s.CgroupV2' : '';
  const target = minor >= 18 && minor <= 26 ? ', (*kcontainer.ContainerID)(nil)' : '';
  const call =
    minor >= 27
      ? `return m.generateLinuxContainerResources(${minor >= 34 ? 'context.Background(), ' : ''}pod, container${enforce})`
      : `config${minor >= 24 ? ', _' : ''} := m.generateLinuxContainerConfig(container, pod, nil, ""${target}${enforce})\n\treturn config.Resources`;
  const initial = minor >= 22 && minor <= 36 ? 'm.memoryThrottlingFactor = kubeletdefaults.DefaultMemoryThrottlingFactor\n\t' : '';
  const factor =
    minor >= 37
      ? 'm.memoryThrottlingFactor = s.ThrottlingFactor'
      : 'if s.ThrottlingFactor != nil {\n\t\tm.memoryThrottlingFactor = *s.ThrottlingFactor\n\t}';
  return `
func Generate(pod *v1.Pod, container *v1.Container, allocatable v1.ResourceList, s Settings) *cri.LinuxContainerResources {
	cgroups.Unified, cgroups.PageSizes, cgroupfs.HugePageSizes, swapController = s.CgroupV2, s.PageSizes, s.PageSizes, s.SwapController
	m := &${manager}{
		cpuCFSQuota:                s.CPUCFSQuota,
		cpuCFSQuotaPeriod:          metav1.Duration{Duration: time.Duration(s.CPUPeriod) * time.Microsecond},
		machineInfo:                &cadvisor.MachineInfo{MemoryCapacity: s.NodeMemory, SwapCapacity: s.SwapCapacity},
		memorySwapBehavior:         s.SwapBehavior,
		singleProcessOOMKill:       s.SingleProcessOOMKill,
		containerManager:           exclusive(s.ExclusiveCPUs),
		getNodeAllocatable:         func() v1.ResourceList { return allocatable },
		getSwapControllerAvailable: swapControllerAvailable,
	}
	m.memoryReservationPolicy = ${minor >= 36 ? 'kconfig.MemoryReservationPolicy(s.ReservationPolicy)' : 's.ReservationPolicy'}
	if m.singleProcessOOMKill == nil {
		m.singleProcessOOMKill = new(bool)
	}
	${initial}${factor}
	${call}
}`;
}

function sandbox(minor: number): string {
  if (minor < 23) return '';
  return `
func Sandbox(pod *v1.Pod, s Settings) *cri.LinuxContainerResources {
	cgroups.Unified = s.CgroupV2
	m := &${manager}{
		cpuCFSQuota:          s.CPUCFSQuota,
		cpuCFSQuotaPeriod:    metav1.Duration{Duration: time.Duration(s.CPUPeriod) * time.Microsecond},
		singleProcessOOMKill: s.SingleProcessOOMKill,
		containerManager:     exclusive(s.ExclusiveCPUs),
	}
	return m.calculateSandboxResources(${minor >= 34 ? 'context.Background(), ' : ''}pod)
}`;
}
