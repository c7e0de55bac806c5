export { generateTmpfsMountOptions, type TmpfsSupport } from './mount-options.ts';
export {
  firstFreeProjectID,
  formatProjects,
  formatProjid,
  parseProjects,
  parseProjid,
  type ProjectEntry,
  type ProjectIDOptions,
} from './project-files.ts';
