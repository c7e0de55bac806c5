import { supportedMinors } from '../../src/version/minors.ts';
import { actionsSlices } from './actions-slice.ts';
import { containerNamesOfCm, containerNamesOfTypes, containerSlice } from './container-slice.ts';
import { evictionImports, filesOf } from './copies.ts';
import { nodeSlices } from './node-slice.ts';
import { resizeSlices } from './resize-slice.ts';
import { schedulingSlices } from './scheduling-slice.ts';
import { limitsSlices } from './limits-slice.ts';
import type { Slice } from './slice-request.ts';

/** The versions of upstream's modules, and the toolchain that builds them where Go of this machine is too old. */
interface Patch {
  readonly kubernetes: string;
  readonly staging: string;
  readonly toolchain?: string;
  /** Modules that the proxy does not serve at the version that upstream asks for, with the version to take. */
  readonly replaced?: Readonly<Record<string, string>>;
}

/** The last patch of each minor that the module proxy serves, a pre-release where there is no other. */
const patches: Readonly<Record<number, number | string>> = {
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
  38: '0-beta.0',
};

const exceptions: Readonly<Record<number, Partial<Patch>>> = {
  18: { staging: 'v0.18.19' },
  38: { toolchain: 'go1.27.3', replaced: { 'sigs.k8s.io/structured-merge-diff/v7': 'v7.0.0' } },
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
export const upstreamMinors: readonly number[] = Object.keys(patches).map(Number);

/** Those that the library knows too: at these the topics are asked. */
export const minors: readonly number[] = upstreamMinors.filter((minor) => (supportedMinors as readonly string[]).includes(`1.${minor}`));

/** The minors from one to another, both included. */
export function minorsFrom(first: number, last = Infinity): readonly number[] {
  return minors.filter((minor) => first <= minor && minor <= last);
}

export function patchOf(minor: number): Patch {
  const patch = patches[minor];
  if (patch === undefined) throw new Error(`no upstream is known for 1.${minor}`);
  return { kubernetes: `v1.${minor}.${patch}`, staging: `v0.${minor}.${patch}`, ...exceptions[minor] };
}

const kubelet = 'k8s.io/kubernetes/pkg/kubelet';

/** What is sliced for a minor: packages that pull in most of the kubelet for a few pure functions. */
export function slicesOf(minor: number): readonly Slice[] {
  const typeNames = [
    'IsCriticalPod',
    'NodeAllocatableEnforcementKey',
    'ResolvConfDefault',
    ...(minor >= 16 ? ['IsStaticPod'] : ['GetPodSource', 'ApiserverSource']),
    ...(minor >= 17 ? ['IsMirrorPod'] : []),
    ...(minor >= 22 ? ['IsNodeCriticalPod'] : []),
    ...containerNamesOfTypes(minor),
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
        ...(minor >= 38 ? ['ResourceAllocationModeExclusive', 'ResourceAllocationMode.String'] : []),
        ...containerNamesOfCm(minor),
      ],
      imports: { [`${kubelet}/apis/config`]: 'oracle/x/kconfig' },
    },
    {
      to: 'kqos',
      from: 'pkg/kubelet/qos',
      names: ['GetContainerOOMScoreAdjust', 'KubeletOOMScoreAdj'],
      imports: { [`${kubelet}/types`]: 'oracle/x/ktypes' },
    },
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
  return [
    ...slices,
    containerSlice(minor),
    ...[evictionSlicesOf, configurationSlicesOf, schedulingSlices, nodeSlices, resizeSlices, actionsSlices, limitsSlices].flatMap(
      (slicesIn) => slicesIn(minor),
    ),
  ];
}

/** How the kubelet fills the gaps of its configuration file, on Linux and on Windows. */
function configurationSlicesOf(minor: number): readonly Slice[] {
  const ports = minor >= 20 ? 'pkg/cluster/ports' : 'pkg/master/ports';
  const defaults: Slice = {
    to: 'kubeletdefaults',
    from: 'pkg/kubelet/apis/config/v1beta1',
    names: ['SetDefaults_KubeletConfiguration'],
    imports: {
      [`${kubelet}/types`]: 'oracle/x/ktypes',
      [`${kubelet}/qos`]: 'oracle/x/kqos',
      [`k8s.io/kubernetes/${ports}`]: 'oracle/x/ports',
    },
  };
  const load = (to: string, eviction: string): Slice => ({
    to,
    from: 'cmd/kubelet/app',
    names: ['loadConfigFile'],
    imports: {
      [`${kubelet}/apis/config`]: 'oracle/x/kubeletconfig',
      [`${kubelet}/eviction`]: `oracle/x/${eviction}`,
      [`${kubelet}/kubeletconfig/configfiles`]: 'oracle/x/configfiles',
      'k8s.io/kubernetes/pkg/util/filesystem': 'oracle/x/filesystem',
    },
    door: 'var Load = loadConfigFile\n',
  });
  const windows = minor >= 26 ? load('loadconfigwindows', 'evictionwindows') : { ...defaults, to: 'kubeletdefaultswindows', os: 'windows' };
  return [{ to: 'ports', from: ports, names: ['KubeletPort', 'KubeletReadOnlyPort'] }, defaults, load('loadconfig', 'eviction'), windows];
}

/** What the eviction package needs beside its own files, and its rules for Windows. */
function evictionSlicesOf(minor: number): readonly Slice[] {
  const types = { [`${kubelet}/types`]: 'oracle/x/ktypes' };
  const slices: Slice[] = [];
  if (minor === 15) slices.push({ to: 'kubepod', from: 'pkg/kubelet/pod', names: ['IsStaticPod'], imports: types });
  if (minor <= 16) {
    slices.push(
      { to: 'schedulerapi', from: 'pkg/scheduler/api', names: ['TaintNodeMemoryPressure'] },
      { to: 'schedulerutil', from: 'pkg/scheduler/util', names: ['GetPodPriority'] },
    );
  }
  if (minor >= 26) {
    slices.push({
      to: 'evictionwindows',
      from: 'pkg/kubelet/eviction',
      os: 'windows',
      names: ['DefaultEvictionHard', ...(minor >= 31 ? ['makeSignalObservations', 'thresholdsMet'] : [])],
      imports: evictionImports,
    });
  }
  if (minor >= 37) {
    const door = 'var AdjustForHugePages = adjustForHugePages\n';
    slices.push({ to: 'summary', from: 'pkg/kubelet/server/stats', names: ['adjustForHugePages'], door });
  }
  return slices;
}

/** The adapter files of a minor: each is named after the first minor that it fits; before the first of a name there is none. */
export function adaptersOf(minor: number): readonly string[] {
  const eras: Readonly<Record<string, readonly number[]>> = {
    main: [15],
    quantity: [15],
    quantity_approximate: [20],
    quantity_mul: [29],
    quantity_slow: [32],
    quantity_stored: [15],
    pods: [15, 27, 32],
    requests: [15, 16, 32],
    qos: [15, 29],
    types: [15, 17],
    defaults: [15, 37],
    gates: [15, 22, 31],
    dependencies: [35],
    cgroup: [15, 22, 27, 36],
    weight: [15, 19, 27],
    memoryhigh: [15, 37],
    volumes: [15, 18, 20],
    eviction: [15],
    eviction_windows: [31],
    hugepages: [37],
    config: [15],
    merge: [15, 33],
    load: [15, 26, 34],
    container: [15],
    sandbox: [23],
    refusals: [15],
    podlevel: [15, 37],
    validate: [15, 16, 18, 20],
    scheduling: [15],
    node: [15],
    resize: [15, 33],
    actions: [33],
    limitranges: [15],
    limitchecks: [15, 38],
    ephemeral: [15, 19],
    quota: [15],
    podresize: [33],
    projects: [15],
  };
  return filesOf(eras, minor);
}
