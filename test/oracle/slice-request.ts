/** Some names of one upstream package, copied into a package of the generated module. */
export interface Slice {
  readonly to: string;
  /** The published module that has the package, where it is not upstream's main one. */
  readonly module?: string;
  readonly from: string;
  readonly names: readonly string[];
  readonly imports?: Readonly<Record<string, string>>;
  /** The operating system whose files count, linux when absent. */
  readonly os?: string;
  /** Names that are not copied, because the door has its own. */
  readonly given?: readonly string[];
  /** Lines of our own that export what is not. */
  readonly door?: string;
}
