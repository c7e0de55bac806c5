import { describe, expect, it } from 'vitest';
import { addClaimedResources, getContainerDRAAllocations, claimedShares, containersOfClaim } from '../../../src/resources/totals/claims.ts';
import type { Totals } from '../../../src/core/resource-lists.ts';

const claim = {
  containers: ['a', 'b'],
  resources: { cpu: '5' },
  mapping: [{ name: 'memory', quantity: '01Gi' }, { name: 'cpu' }],
  overhead: [{ name: 'memory', perPod: '10Mi', perContainer: '1Mi' }],
};
const pod = { status: { nodeAllocatableResourceClaimStatuses: [claim] } };
const claimed = (minor: number): unknown => {
  const totals: Totals = {};
  addClaimedResources(totals, pod, minor);
  return JSON.parse(JSON.stringify(totals));
};

describe('claims on the node', () => {
  it.each([
    [35, {}],
    [36, { cpu: '5' }],
    [37, { memory: '1036Mi' }],
  ])('count in 1.%i as its API has them', (minor, totals) => expect(claimed(minor)).toEqual(totals));
  it('are told by container', () => {
    expect(JSON.parse(JSON.stringify(getContainerDRAAllocations(pod, 37)('a')))).toEqual({ memory: '1035Mi' });
    expect(getContainerDRAAllocations(pod, 37)('c')).toEqual({});
  });
  it('of one container add up, and each is read once', () => {
    const second = {
      containers: ['a', 'a'],
      mapping: [
        { name: 'memory', quantity: '5Mi' },
        { name: 'cpu', quantity: '2' },
      ],
    };
    let reads = 0;
    const first = {
      ...claim,
      get mapping() {
        reads++;
        return claim.mapping;
      },
    };
    const of = { status: { nodeAllocatableResourceClaimStatuses: [first, second] } };
    const told = getContainerDRAAllocations(of, 37);
    expect(JSON.parse(JSON.stringify(['a', 'b'].map(told)))).toEqual([{ memory: '1040Mi', cpu: '2' }, { memory: '1035Mi' }]);
    expect([told('b'), reads]).toEqual([told('b'), 1]);
  });
  it('are shared by the containers that they name', () => {
    expect(['a', 'b', 'c'].map(claimedShares(pod, 'memory', 37))).toEqual([543162368n, 543162368n, 0n]);
    expect(claimedShares(pod, 'cpu', 37)('a')).toBe(0n);
    const odd = {
      containers: ['a', 'b', 'c'],
      mapping: [{ name: 'memory', quantity: '100' }],
      overhead: [{ name: 'memory', perPod: '-100' }],
    };
    const of = { status: { nodeAllocatableResourceClaimStatuses: [odd, { ...odd, overhead: null }] } };
    expect(claimedShares(of, 'memory', 37)('a')).toBe(33n);
  });
  it('are refused with their place', () => {
    const bad = (part: object): object => ({ status: { nodeAllocatableResourceClaimStatuses: [claim, { ...claim, ...part }] } });
    const place = 'status.nodeAllocatableResourceClaimStatuses[1]';
    expect(() => addClaimedResources({}, bad({ mapping: [{ name: 'cpu', quantity: '1K' }] }), 37)).toThrow(
      expect.objectContaining({ path: `${place}.mapping[0].quantity` }),
    );
    expect(() => addClaimedResources({}, bad({ overhead: [{ name: 'cpu', perContainer: {} }] }), 37)).toThrow(
      expect.objectContaining({ path: `${place}.overhead[0].perContainer` }),
    );
    expect(() => addClaimedResources({}, bad({ containers: 'a' }), 37)).toThrow(expect.objectContaining({ path: `${place}.containers` }));
    const wrong = bad({ mapping: [{ name: 'memory', quantity: '1K' }] });
    const refused = expect.objectContaining({ path: `${place}.mapping[0].quantity` });
    expect(() => getContainerDRAAllocations(wrong, 37)('a')).toThrow(refused);
    expect(() => claimedShares(wrong, 'memory', 37)('a')).toThrow(refused);
    expect(getContainerDRAAllocations(wrong, 37)('c')).toEqual({});
  });
  it('name no container, one or several', () => {
    expect([containersOfClaim({}), containersOfClaim({ containers: null }), containersOfClaim({ containers: ['a'] })]).toEqual([
      [],
      [],
      ['a'],
    ]);
  });
});
