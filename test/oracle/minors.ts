/** The last patch of each minor that the module proxy serves; `staging` where the staging modules lag behind. */
interface Patch {
  readonly kubernetes: string;
  readonly staging: string;
}

const patches: Readonly<Record<number, number>> = {
  15: 12,
  16: 15,
  17: 17,
  18: 20,
  19: 16,
  20: 15,
  21: 14,
  22: 17,
  23: 17,
  24: 17,
  25: 16,
  26: 15,
  27: 16,
  28: 15,
  29: 15,
  30: 14,
  31: 14,
  32: 13,
  33: 12,
  34: 8,
  35: 6,
  36: 3,
  37: 2,
};

/** The staging modules that the slices and the packages imported whole need; the others are replaced by an empty module. */
export const stagingNeeded: readonly string[] = [
  'api',
  'apimachinery',
  'apiserver',
  'client-go',
  'component-base',
  'component-helpers',
  'controller-manager',
  'kms',
  'kubelet',
  'cloud-provider',
  'apiextensions-apiserver',
];

/** The minors that can be run, as the number after `1.`. */
export const minors: readonly number[] = Object.keys(patches).map(Number);

export function patchOf(minor: number): Patch {
  const patch = patches[minor];
  if (patch === undefined) throw new Error(`no upstream is known for 1.${minor}`);
  return { kubernetes: `v1.${minor}.${patch}`, staging: minor === 18 ? 'v0.18.19' : `v0.${minor}.${patch}` };
}

/** Some names of one upstream package, copied into a package of the generated module. */
interface Slice {
  readonly to: string;
  readonly from: string;
  readonly names: readonly string[];
  readonly imports?: Readonly<Record<string, string>>;
  /** Lines of our own that export what is not. */
  readonly door?: string;
}

const kubelet = 'k8s.io/kubernetes/pkg/kubelet';

/** What is sliced for a minor: packages that pull in most of the kubelet for a few pure functions. */
export function slicesOf(minor: number): readonly Slice[] {
  const typeNames = [
    'IsCriticalPod',
    ...(minor >= 17 ? ['IsStaticPod', 'IsMirrorPod'] : []),
    ...(minor >= 22 ? ['IsNodeCriticalPod'] : []),
  ];
  const slices: Slice[] = [
    { to: 'ktypes', from: 'pkg/kubelet/types', names: typeNames },
    {
      to: 'cm',
      from: 'pkg/kubelet/cm',
      names: [
        'ResourceConfigForPod',
        'MilliCPUToShares',
        'MilliCPUToQuota',
        'MinShares',
        'SharesPerCPU',
        'MilliCPUToCPU',
        ...(minor >= 37 ? ['ApplyPodLevelMemoryHigh', 'CPUSharesEqualAfterV2RoundTrip'] : []),
      ],
      imports: { [`${kubelet}/apis/config`]: 'oracle/x/kconfig' },
    },
    { to: 'kqos', from: 'pkg/kubelet/qos', names: ['GetContainerOOMScoreAdjust'], imports: { [`${kubelet}/types`]: 'oracle/x/ktypes' } },
    { to: 'volumeutil', from: 'pkg/volume/util', names: ['IsLocalEphemeralVolume'] },
  ];
  if (minor >= 36)
    slices.push({
      to: 'kconfig',
      from: 'pkg/kubelet/apis/config',
      names: ['NoneMemoryReservationPolicy', 'TieredReservationMemoryReservationPolicy'],
    });
  if (minor >= 19) {
    const weight = minor >= 27 ? 'getCPUWeight' : 'getCpuWeight';
    const back = minor >= 31 ? 'cpuWeightToCPUShares' : 'CpuWeightToCpuShares';
    const door = `var Weight = ${weight}\n${minor >= 27 ? `var Shares = ${back}\n` : ''}`;
    slices.push({ to: 'weight', from: 'pkg/kubelet/cm', names: [weight, ...(minor >= 27 ? [back] : [])], door });
  }
  if (minor >= 27) {
    const exported = minor >= 36;
    const names = exported ? ['SharesToMilliCPU', 'QuotaToMilliCPU'] : ['sharesToMilliCPU', 'quotaToMilliCPU'];
    slices.push({
      to: 'milli',
      from: minor >= 35 ? 'pkg/kubelet/cm' : 'pkg/kubelet/kuberuntime',
      names,
      imports: { [`${kubelet}/cm`]: 'oracle/x/cm' },
      door: `var Shares = ${names[0]}\nvar Quota = ${names[1]}\n`,
    });
  }
  slices.push({
    to: 'emptydir',
    from: 'pkg/volume/emptydir',
    names: [
      minor >= 18 ? 'getPageSizeMountOption' : 'getPageSizeMountOptionFromPod',
      ...(minor >= 20 ? ['calculateEmptyDirMemorySize'] : []),
    ],
    imports: {
      'k8s.io/kubernetes/pkg/volume': 'oracle/x/volume',
      [`${kubelet}/cm`]: 'oracle/x/cm',
      [`${kubelet}/apis/config`]: 'oracle/x/kconfig',
    },
    door: `var PageSize = ${minor >= 18 ? 'getPageSizeMountOption' : 'getPageSizeMountOptionFromPod'}\n${minor >= 20 ? 'var Calculate = calculateEmptyDirMemorySize\n' : ''}`,
  });
  return slices;
}

/** The adapter files of a minor: each is named after the first minor that it fits. */
export function adaptersOf(minor: number): readonly string[] {
  const eras: Readonly<Record<string, readonly number[]>> = {
    main: [15],
    quantity: [15],
    quantity_float: [15, 20, 32],
    pods: [15, 27, 32],
    requests: [15, 16, 32],
    qos: [15, 29],
    types: [15, 17],
    defaults: [15, 37],
    gates: [15, 22, 31],
    cgroup: [15, 22, 27, 36],
    weight: [15, 19, 27],
    memoryhigh: [15, 37],
    volumes: [15, 18, 20],
  };
  return Object.entries(eras).map(([name, starts]) => `${name}_${Math.max(...starts.filter((start) => start <= minor))}.go`);
}
