export { milliCPUToQuota, milliCPUToShares, quotaToMilliCPU, sharesToMilliCPU } from './cpu-conversions.ts';
export { cpuSharesToCPUWeight, type CPUWeightConversion, type CPUWeightOptions } from './cpu-weight.ts';
export { cgroupV1Files, cgroupV2Files, type CgroupValues } from './cgroup-files.ts';
export { explainResourceConfigForPod, resourceConfigForPod } from './resource-config.ts';
export type { ResourceConfig, ResourceConfigOptions } from './resource-config.ts';
export type { ResourceConfigExplanation, ResourceConfigReason, ResourceConfigRule, ResourceConfigStep } from './explanation.ts';
