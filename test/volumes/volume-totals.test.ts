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

it('counts what the volumes of a limited pod hold where they fit, and nothing of a pod that has ended', () => {
  const pods = [pod('4Gi', [memory('a', '1Gi'), memory('b', '2Gi')]), pod(undefined, [memory('c', '1Gi')], 'Failed')];
  const { pods: found, total, fitsNode } = memoryBackedVolumeTotals(pods as never, '3Gi');
  expect(JSON.parse(JSON.stringify({ found, total, fitsNode }))).toEqual({
    found: [
      {
        pod: pods[0],
        volumes: [
          { name: 'a', size: '1Gi' },
          { name: 'b', size: '2Gi' },
        ],
        total: '3Gi',
        limit: '4Gi',
        fitsLimit: true,
      },
    ],
    total: '3Gi',
    fitsNode: true,
  });
});

it('takes a limit of 0 for none', () => {
  const zero = pod('0', [memory('a', '1Gi')]);
  const guaranteed = { ...zero, status: { ...zero.status, qosClass: 'Guaranteed' } };
  const [found] = memoryBackedVolumeTotals([guaranteed] as never, '3Gi').pods;
  expect([found?.limit, found?.fitsLimit, found?.total.toString()]).toEqual([undefined, true, '1Gi']);
});

it('is empty without pods, but refuses wrong options', () => {
  const { total, ...rest } = memoryBackedVolumeTotals([], 0);
  expect([total.toString(), rest]).toEqual(['0', { pods: [], fitsNode: true }]);
  expect(memoryBackedVolumeTotals([], -1).fitsNode).toBe(false);
  expect(() => memoryBackedVolumeTotals([], 0, { kubernetesVersion: '1.14' })).toThrow(
    expect.objectContaining({ path: 'kubernetesVersion' }),
  );
  expect(() => memoryBackedVolumeTotals([], 0, { os: 'Linux' })).toThrow(expect.objectContaining({ path: 'options.os' }));
});

it("needs the RAM for the kernel's default", () => {
  const pods = [pod(undefined, []), pod(undefined, [memory('a', '1Gi')])] as never;
  expect(() => memoryBackedVolumeTotals(pods, '16Gi', { kubernetesVersion: '1.19' })).toThrow(
    expect.objectContaining({ code: 'MissingField', path: 'pods[1]' }),
  );
  expect(memoryBackedVolumeTotals(pods, '16Gi', { kubernetesVersion: '1.19', hostMemory: '20Gi' }).total.toString()).toBe('10Gi');
  const ofNode = [pod(undefined, [memory('a')])] as never;
  expect(memoryBackedVolumeTotals(ofNode, 0, { hostMemory: '20Gi' }).total.toString()).toBe('10Gi');
  expect(() => memoryBackedVolumeTotals(ofNode, 0)).toThrow(expect.objectContaining({ code: 'MissingField', path: 'pods[0]' }));
  expect(() => memoryBackedVolumeTotals(ofNode, 0, { hostMemory: '1K' })).toThrow(
    expect.objectContaining({ code: 'ErrSuffix', path: 'options.hostMemory' }),
  );
});

it('names the place of what is malformed', () => {
  expect(() => memoryBackedVolumeTotals([pod(undefined, []), pod('1gb', [memory('a')])] as never, '1Gi')).toThrow(
    expect.objectContaining({ path: 'pods[1].spec.containers[0].resources.limits.memory' }),
  );
  expect(() => memoryBackedVolumeTotals({} as never, '1Gi')).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'pods' }));
});
