import { describe, expect, it } from 'vitest';
import { lintPod } from '../../../src/report/index.ts';
import { checkLintCases } from './check-lint-cases.ts';

describe('lint-amounts', () => {
  checkLintCases('lint-amounts');

  const rows: [name: string, text: string, meant: string | undefined][] = [
    ['memory', '512', '512Mi'],
    ['memory', '0.5', '0.5Gi'],
    ['memory', '.25', '.25Gi'],
    ['memory', '512Ki', '512Mi'],
    ['memory', '65536', '65536Mi'],
    ['memory', '524288', '524288Ki'],
    ['memory', '0.3', undefined],
    ['memory', '1500m', '1500Mi'],
    ['memory', '1.1Gi', '1126Mi'],
    ['memory', '966367641600m', '922Mi'],
    ['memory', '1.2Gi', '1229Mi'],
    ['memory', '1K', '1Ki'],
    ['memory', '1GB', '1G'],
    ['cpu', '1K', '1k'],
    ['cpu', '500', '500m'],
    ['cpu', '256', undefined],
    ['cpu', '256000', '256000m'],
    ['cpu', '256001', undefined],
    ['hugepages-2Mi', '3Mi', '4Mi'],
    ['hugepages-1Gi', '1', '1Gi'],
    ['example.com/device', '1500m', '2'],
  ];
  it.each(rows)('makes of %s %s what was meant: %s', (name, text, meant) => {
    const requests = { cpu: '1', [name]: text };
    const [warning] = lintPod({ spec: { containers: [{ name: 'app', resources: { requests, limits: requests } }] } });
    expect(warning?.suggestion.patch[0]?.value).toBe(meant);
  });
});
