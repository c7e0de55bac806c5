import { describe, expect, it } from 'vitest';
import { citations } from './upstream-citations.ts';

describe('citations', () => {
  const cited = [...citations()];
  const of = (module: string, folder: string, file?: string): readonly string[] =>
    cited.filter((one) => one.module === module && one.folder === folder && one.file === file).flatMap(({ symbols }) => symbols);

  it('finds files and packages of upstream, with the names beside them', () => {
    expect(of('kubernetes', 'pkg/kubelet/cm', 'helpers_linux.go')).toContain('ResourceConfigForPod');
    expect(of('component-helpers', 'resource', 'helpers.go')).toContain('PodLimits');
    expect(of('api', 'core/v1')).toContain('Pod');
  });
});
