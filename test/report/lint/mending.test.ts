import { describe, expect, it } from 'vitest';
import { lintPod, type SizingWarning } from '../../../src/report/index.ts';
import { deepFreeze } from '../../deep-freeze.ts';
import { applyPatch } from './apply-patch.ts';

type Lists = Readonly<Record<string, Readonly<Record<string, string>>>>;

const pod = (resources: Lists, more: object = {}): object => ({ spec: { containers: [{ name: 'app', resources }], ...more } });
const lint = (object: object, kubernetesVersion = '1.37'): readonly SizingWarning[] =>
  lintPod(deepFreeze(object), undefined, { kubernetesVersion });
/** What the patch of the first warning with a code writes, by the ends of its paths; what it says. */
function mended(
  object: object,
  code: string,
  kubernetesVersion?: string,
): readonly [patch: Readonly<Record<string, unknown>>, text: string] {
  const suggestion = lint(object, kubernetesVersion).find((warning) => warning.code === code)?.suggestion;
  const patch = Object.fromEntries(
    (suggestion?.patch ?? []).map(({ op, path, value }) => [path.split('/').slice(-2).join('/'), op === 'remove' ? op : value]),
  );
  return [patch, suggestion?.text ?? ''];
}

describe('the patches of one answer', () => {
  it('write the request and the limit of a container together', () => {
    const slip = pod({ requests: { memory: '300m' }, limits: { memory: '800m' } });
    expect(mended(slip, 'memory-in-milli')).toEqual([{ 'requests/memory': '300Mi', 'limits/memory': '800Mi' }, 'Write 300Mi.']);
  });

  it('do not wipe each other where they add to a list that is missing', () => {
    const devices = pod({ requests: { cpu: '1', 'a.com/x': '1', 'b.com/y': '2' } });
    const warnings = lint(devices).filter(({ code }) => code === 'request-not-limit');
    expect(warnings).toHaveLength(2);
    for (const list of [warnings, warnings.toReversed()])
      expect(list.reduce((object, { suggestion }) => applyPatch(object, suggestion.patch), devices)).toMatchObject({
        spec: { containers: [{ resources: { limits: { 'a.com/x': '1', 'b.com/y': '2' } } }] },
      });
  });

  it('say what they write, also where several warnings are about one amount', () => {
    const both = pod({ requests: { memory: '512' }, limits: { memory: '100' } });
    expect(mended(both, 'request-above-limit')).toEqual([{ 'limits/memory': '512Mi' }, 'Raise it to 512Mi, or lower the request.']);
    const fraction = pod({ requests: { memory: '1.1Gi' } }, { resources: { requests: { memory: '1Gi' } } });
    expect(mended(fraction, 'pod-request-below-containers')[1]).toBe('Raise it to 1181116007.');
  });

  it('raise the limit of a pod with its request', () => {
    const app = { limits: { memory: '2Gi' } };
    const below = pod(app, { resources: { requests: { memory: '1Gi' }, limits: { memory: '1Gi' } } });
    expect(mended(below, 'pod-request-below-containers')[0]).toEqual({ 'requests/memory': '2Gi', 'limits/memory': '2Gi' });
  });

  it('take an amount away once, and leave the rest to that', () => {
    const unknown = pod({ requests: { cpu: '1', gpu: '-1' } });
    expect(mended(unknown, 'resource-unknown')[0]).toEqual({ 'requests/gpu': 'remove' });
    expect(mended(unknown, 'quantity-negative')).toEqual([{}, 'Write what was meant.']);
  });

  it('are left out where they would bring a new error', () => {
    expect(mended(pod({ requests: { memory: '512' }, limits: { memory: '100Mi' } }), 'memory-tiny')).toEqual([{}, 'Write what was meant.']);
    expect(mended(pod({ requests: { cpu: '1' }, limits: { cpu: '500' } }), 'cpu-implausible')).toEqual([{}, 'Write what was meant.']);
    const pages = pod({ limits: { cpu: '0', 'hugepages-2Mi': '4Mi' } });
    expect(mended(pages, 'limit-zero')[0]).toEqual({});
    const own = pod({ requests: { cpu: '1' } }, { resources: { requests: { cpu: '1', 'ephemeral-storage': '1Gi' } } });
    expect(mended(own, 'resource-unknown')[0]).toEqual({ 'requests/ephemeral-storage': 'remove' });
    const device = pod({}, { resources: { requests: { cpu: '1', 'a.com/x': '1' } } });
    expect(mended(device, 'request-not-limit')[0]).toEqual({});
  });

  it.each([
    ['a request below its limit of whole bytes', { requests: { memory: '1181116006.4' }, limits: { memory: '1181116007' } }, '1126Mi'],
    ['a request close below its limit', { requests: { memory: '1.6666Gi' }, limits: { memory: '1789498124' } }, '1789498124'],
    ['a limit above its request', { requests: { memory: '1181116006' }, limits: { memory: '1.1Gi' } }, '1181116007'],
    ['equal ones', { requests: { memory: '1.1Gi' }, limits: { memory: '1.1Gi' } }, '1126Mi'],
  ])('round %s so that the request stays below the limit', (_what, resources, value) => {
    expect(mended(pod(resources), 'fraction-of-byte')[1]).toBe(`Write ${value}.`);
  });

  it('hold all of the answer where they would not do alone', () => {
    const resources = { requests: { memory: '1Gi' }, limits: { memory: '64Mi' } };
    const volumes = [{ name: 'v', emptyDir: { medium: 'Memory', sizeLimit: '1gi' } }];
    expect(mended(pod(resources, { volumes }), 'size-limit-above-memory')[0]).toEqual({
      'emptyDir/sizeLimit': '1Gi',
      'limits/memory': '1Gi',
    });
  });
});
