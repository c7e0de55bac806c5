export { calculateEmptyDirMemorySize, explainEmptyDirMemorySize } from './empty-dir-memory-size.ts';
export type {
  EmptyDirSizeCandidate,
  EmptyDirSizeExplained,
  EmptyDirSizeOptions,
  EmptyDirSizeSource,
  ExplainEmptyDirSizeOptions,
} from './empty-dir-memory-size.ts';
export type {
  EmptyDirSizeExplanation,
  EmptyDirSizeReason,
  EmptyDirSizeRule,
  EmptyDirSizeStep,
  SharedMemoryExplanation,
  SharedMemoryReason,
  SharedMemoryRule,
  SharedMemoryStep,
} from './explanation.ts';
export { kernelDefaultTmpfsSize } from './kernel-default.ts';
export { emptyDirQuotaSize, isLocalEphemeralVolume } from './local-ephemeral.ts';
export { generateTmpfsMountOptions, type TmpfsSupport } from './mount-options.ts';
export { getPageSizeMountOption } from './page-size.ts';
export {
  firstFreeProjectID,
  formatProjects,
  formatProjid,
  parseProjects,
  parseProjid,
  type ProjectEntry,
  type ProjectIDOptions,
} from './project-files.ts';
export { explainSharedMemory, type SharedMemory, type SharedMemoryMachine } from './shared-memory.ts';
export { memoryBackedVolumeTotals, type PodVolumeTotals, type VolumeTotals, type VolumeTotalsOptions } from './volume-totals.ts';
