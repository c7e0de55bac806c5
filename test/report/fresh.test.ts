import { describe, expect, it } from 'vitest';
import { isFresh } from '../../src/report/fresh.ts';

describe('isFresh', () => {
  it.each([
    [{}, true],
    [{ metadata: null, status: null }, true],
    [{ metadata: { name: 'a', uid: '', creationTimestamp: null }, status: {} }, true],
    [{ metadata: { uid: 'f00d' } }, false],
    [{ metadata: { creationTimestamp: new Date(0) } }, false],
    [{ status: { phase: 'Pending' } }, false],
    [{ status: { qosClass: 'Burstable' } }, true],
  ])('of %j: %s', (pod, fresh) => expect(isFresh(pod)).toBe(fresh));
  it('refuses what is no pod', () => {
    expect(() => isFresh('pod' as never)).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
    expect(() => isFresh({ metadata: 'x' } as never)).toThrow(expect.objectContaining({ path: 'metadata' }));
  });
});
