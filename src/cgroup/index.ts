export { milliCPUToQuota, milliCPUToShares, quotaToMilliCPU, sharesToMilliCPU } from './cpu-conversions.ts';
export { cpuSharesToCPUWeight, type CPUWeightConversion, type CPUWeightOptions } from './cpu-weight.ts';
