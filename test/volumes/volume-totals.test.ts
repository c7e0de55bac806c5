import { expect, it } from 'vitest';
import { memoryBackedVolumeTotals } from '../../src/volumes/volume-totals.ts';
import { deepFreeze } from '../deep-freeze.ts';

const memory = (name: string, sizeLimit?: string): object => ({ name, emptyDir: { medium: 'Memory', sizeLimit } });
const pod = (limit: string | undefined, volumes: object[], phase = 'Running'): { spec: object; status: { phase: string } } =>
  deepFreeze({
    spec: { containers: [{ name: 'a', resources: { limits: limit === undefined ? {} : { memory: limit } } }], volumes },
    status: { phase },
  });

it('totals what volumes can hold, at most to the limits of their pods', () => {
  const pods = [
    pod('1Gi', [memory('a', '512Mi'), memory('b', '512Mi')]),
    pod('1Gi', [memory('a'), memory('b')]),
    pod(undefined, [memory('a', '3Gi')]),
    pod(undefined, [{ name: 'disk', emptyDir: {} }]),
    pod(undefined, [memory('gone')], 'Succeeded'),
  ];
  const totals = memoryBackedVolumeTotals(pods as never, '5Gi');
  expect(totals.pods.map(({ total, limit, fitsLimit }) => [String(total), limit?.toString(), fitsLimit])).toEqual([
    ['1Gi', '1Gi', true],
    ['2Gi', '1Gi', false],
    ['3Gi', undefined, true],
  ]);
  expect([totals.total.toString(), totals.fitsNode]).toEqual(['5Gi', true]);
  expect(totals.pods[1]?.pod).toBe(pods[1]);
  expect(memoryBackedVolumeTotals(pods as never, '5119Mi').fitsNode).toBe(false);
});

it("needs the RAM for the kernel's default", () => {
  const pods = [pod(undefined, []), pod(undefined, [memory('a', '1Gi')])] as never;
  expect(() => memoryBackedVolumeTotals(pods, '16Gi', { kubernetesVersion: '1.19' })).toThrow(
    expect.objectContaining({ code: 'MissingField', path: 'pods[1]' }),
  );
  expect(memoryBackedVolumeTotals(pods, '16Gi', { kubernetesVersion: '1.19', hostMemory: '20Gi' }).total.toString()).toBe('10Gi');
});

it('names the place of what is malformed', () => {
  expect(() => memoryBackedVolumeTotals([pod(undefined, []), pod('1gb', [memory('a')])] as never, '1Gi')).toThrow(
    expect.objectContaining({ path: 'pods[1].spec.containers[0].resources.limits.memory' }),
  );
  expect(() => memoryBackedVolumeTotals({} as never, '1Gi')).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'pods' }));
});
