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
  37: 'PodLevelResources=false,InPlacePodLevelResourcesVerticalScaling=false,PodLevelResourcesFixKubeletQOSClass=false,PodLevelResourcesFixDefaulting=false,CustomCPUCFSQuotaPeriod=false',
};

/** The minors that have a gate to flip. */
export const flippable: readonly number[] = Object.keys(flipped).map(Number);

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
