import { expect, it } from 'vitest';
import { lintPod, type SizingWarning } from '../../../src/report/index.ts';
import { lintTexts } from '../../../src/report/lint/texts.ts';
import { deepFreeze } from '../../deep-freeze.ts';
import { applyPatch } from './apply-patch.ts';
import { lintCases, type Subject } from './lint-cases.ts';

const lint = ({ object, node, options }: Subject): readonly SizingWarning[] => lintPod(deepFreeze(object), node, options);
const found = (warnings: readonly SizingWarning[], code: string, path: string): SizingWarning | undefined =>
  warnings.find((warning) => warning.code === code && warning.path === path);

/** Every mistake of a file is found, told in full, and gone once its patch is applied; what only looks like it is not. */
export function checkLintCases(file: keyof typeof lintCases): void {
  for (const { code, path, mends, silent, also = [], ...subject } of lintCases[file]) {
    const shapes = [['the mistake', path, subject, mends] as const, ...also];
    it.each(shapes)(`finds ${code}: %s`, (_what, where, shape, mended) => {
      const warning = found(lint(shape), code, where);
      expect(warning, JSON.stringify(lint(shape))).toBeDefined();
      const { severity, message, suggestion } = warning as SizingWarning;
      expect(severity).toBe(lintTexts[code][0]);
      expect(message).toMatch(/^[A-Z/][^{}]*\.$/);
      expect(suggestion.text).toMatch(/^[A-Z][^{}]*\.$/);
      expect(suggestion.patch.length > 0).toBe(mended);
      if (!mended) return;
      const after = lint({ ...shape, object: applyPatch(shape.object, suggestion.patch) });
      expect(found(after, code, where)).toBeUndefined();
    });
    it.each(silent)(`is silent about what is no ${code}: %s`, (_why, shape) => {
      expect(lint(shape).filter((warning) => warning.code === code)).toEqual([]);
    });
  }
}
