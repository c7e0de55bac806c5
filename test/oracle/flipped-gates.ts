import { minors } from './minors.ts';

const withoutPodLevel =
  'PodLevelResources=false,InPlacePodLevelResourcesVerticalScaling=false,PodLevelResourcesFixKubeletQOSClass=false,PodLevelResourcesFixDefaulting=false';

/** Per minor, gates that bear on the totals of pods, each set to what it is not by default; with what upstream wants switched off with them. */
const flipped: Readonly<Record<number, string>> = {
  15: 'ExperimentalCriticalPodAnnotation=true,PodPriority=false,LocalStorageCapacityIsolation=false',
  16: 'PodOverhead=true,LocalStorageCapacityIsolation=false',
  17: 'PodOverhead=true,LocalStorageCapacityIsolation=false',
  18: 'PodOverhead=false,LocalStorageCapacityIsolation=false',
  19: 'PodOverhead=false,LocalStorageCapacityIsolation=false',
  20: 'PodOverhead=false,LocalStorageCapacityIsolation=false,SizeMemoryBackedVolumes=true',
  21: 'PodOverhead=false,LocalStorageCapacityIsolation=false,SizeMemoryBackedVolumes=true',
  22: 'PodOverhead=false,LocalStorageCapacityIsolation=false,SizeMemoryBackedVolumes=false',
  23: 'PodOverhead=false,LocalStorageCapacityIsolation=false,SizeMemoryBackedVolumes=false',
  24: 'LocalStorageCapacityIsolation=false,SizeMemoryBackedVolumes=false',
  25: 'SizeMemoryBackedVolumes=false',
  26: 'SizeMemoryBackedVolumes=false',
  27: 'InPlacePodVerticalScaling=true,SizeMemoryBackedVolumes=false',
  28: 'InPlacePodVerticalScaling=true,SizeMemoryBackedVolumes=false',
  29: 'InPlacePodVerticalScaling=true,SizeMemoryBackedVolumes=false',
  30: 'InPlacePodVerticalScaling=true,SizeMemoryBackedVolumes=false',
  31: 'InPlacePodVerticalScaling=true,SizeMemoryBackedVolumes=false',
  32: 'InPlacePodVerticalScaling=true,PodLevelResources=true',
  33: 'PodLevelResources=true,InPlacePodVerticalScaling=false',
  34: 'PodLevelResources=false',
  35: 'PodLevelResources=false',
  36: 'PodLevelResources=false,InPlacePodLevelResourcesVerticalScaling=false,CustomCPUCFSQuotaPeriod=false',
  37: `${withoutPodLevel},CustomCPUCFSQuotaPeriod=false`,
  38: `${withoutPodLevel},CustomCPUCFSQuotaPeriod=false`,
};

/** The minors that have a gate to flip. */
export const flippable: readonly number[] = minors.filter((minor) => minor in flipped);

export function flippedGates(minor: number): string {
  return flipped[minor] ?? '';
}

/** Only the two gates that mend pod-level resources, off. */
export const unfixed = 'PodLevelResourcesFixKubeletQOSClass=false,PodLevelResourcesFixDefaulting=false';

/** A list such as `A=true,B=false` as the library takes it. */
export function gatesOfText(text: string): Readonly<Record<string, boolean>> {
  const pairs = text.split(',').filter((pair) => pair !== '');
  return Object.fromEntries(pairs.map((pair) => [pair.split('=')[0] ?? '', pair.endsWith('=true')]));
}

/** A setting with the first and, where there is one, the last minor at which it is asked. */
type Setting = readonly [setting: string, first: number, last?: number];

/** Gates that bear on the cgroups of containers, set to what they are not by default: one way, and another. */
const containerSettings: Readonly<Record<'on' | 'off', readonly Setting[]>> = {
  on: [
    ['ExperimentalCriticalPodAnnotation=true', 15, 15],
    ['CustomCPUCFSQuotaPeriod=true', 15, 35],
    ['MemoryQoS=true', 22, 36],
    ['NodeSwap=true', 22, 29],
    ['InPlacePodVerticalScaling=true', 27, 32],
    ['PodLevelResources=true', 32, 33],
    ['DRANodeAllocatableResources=true', 36],
  ],
  off: [
    ['PodPriority=false', 15, 15],
    ['SidecarContainers=false', 28, 32],
    ['NodeSwap=false', 30, 33],
    ['DisableCPUQuotaWithExclusiveCPUs=false', 33, 36],
    ['PodLevelResources=false', 34],
    ['MemoryQoS=true', 34, 36],
    ['InPlacePodLevelResourcesVerticalScaling=false', 36],
    ['CustomCPUCFSQuotaPeriod=false', 36],
    [`${unfixed},MemoryQoS=false`, 37],
  ],
};

function settingsAt(settings: readonly Setting[], minor: number): readonly string[] {
  return settings.filter(([, first, last = Infinity]) => first <= minor && minor <= last).map(([setting]) => setting);
}

/** Those of a minor as a list; empty where it has none. */
export function containerGates(way: 'on' | 'off', minor: number): string {
  return settingsAt(containerSettings[way], minor).join(',');
}

/** Further gates that bear on evictions, each set to what it is not by default. */
const evictionSettings: readonly Setting[] = [
  ['TaintNodesByCondition=false', 15, 16],
  ['KubeletSeparateDiskGC=true', 29, 30],
  ['KubeletSeparateDiskGC=false', 31],
  ['AllowOverwriteTerminationGracePeriodSeconds=true', 32, 34],
  ['TaintTolerationComparisonOperators=true', 35],
  ['InPlacePodVerticalScalingMemoryBackedVolumes=true', 37],
];

/** The flipped gates with those that bear on evictions. */
export function evictionGates(minor: number): string {
  return [flippedGates(minor), ...settingsAt(evictionSettings, minor)].join(',');
}
