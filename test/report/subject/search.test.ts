import { describe, expect, it } from 'vitest';
import { findPods } from '../../../src/report/subject/find-pods.ts';
import { TemplateSearch, type Fields, type Trail } from '../../../src/report/subject/search.ts';

const template = { spec: { containers: [{ name: 'app' }] } };
const keysOf = (place: Trail | undefined): (string | number)[] => (place === undefined ? [] : [...keysOf(place.above), place.key]);

function search(owner: object, finder = new TemplateSearch()): [string, number | undefined][] {
  const found: [string, number | undefined][] = [];
  finder.below(owner as Fields, undefined, (_template, place, replicas) => found.push([keysOf(place).join('.'), replicas]));
  return found;
}

/** An object that holds the one below it twice, level by level, as anchors of YAML do. */
function doubled(levels: number, bottom: object): object {
  let value = bottom;
  for (let i = 0; i < levels; i++) value = { a: value, b: value };
  return value;
}

describe('TemplateSearch', () => {
  it('finds templates at every place of an owner, with what is wanted of them', () => {
    expect(
      search({ spec: { replicas: 2, groups: [{ replicas: 3, template }, { template }] }, metadata: { template }, status: { template } }),
    ).toEqual([
      ['spec.groups.0.template', 6],
      ['spec.groups.1.template', 2],
    ]);
  });

  it('says the same of an owner that it searched before', () => {
    const finder = new TemplateSearch();
    const owner = { spec: { a: { template }, b: { other: {} } } };
    expect(search(owner, finder)).toEqual(search(owner, finder));
  });

  it('finds what was too deep in one place, and not in another', () => {
    const deep = { x: { x: { x: { template } } } };
    const path = Array.from({ length: 21 }, () => 'y');
    const buried = path.reduceRight<object>((inner, key) => ({ [key]: inner }), deep);
    expect(search({ spec: { first: buried, second: deep } })).toEqual([['spec.second.x.x.x.template', undefined]]);
  });

  it('follows circles once', () => {
    const a: Record<string, unknown> = { template };
    const b: Record<string, unknown> = { a };
    a['b'] = b;
    expect(search({ spec: { a, b } }).map(([path]) => path)).toEqual(['spec.a.template', 'spec.b.a.template']);
  });

  it('reads each object once where objects are shared, however often', () => {
    let reads = 0;
    const counted = new Proxy({ template }, { ownKeys: (target) => (reads++, Reflect.ownKeys(target)) });
    expect(search({ spec: doubled(20, counted) }).length).toBeGreaterThan(1000);
    expect(reads).toBe(1);
    expect(search({ spec: doubled(20, { nothing: {} }) })).toEqual([]);
  });

  it('tells of a bounded number of places', () => {
    expect(search({ spec: doubled(22, template) }).length).toBeLessThan(20_000);
    const list = doubled(22, { kind: 'Pod', ...template });
    const lists = JSON.parse(JSON.stringify({ items: [] })) as { items: unknown[] };
    let inner: object = { kind: 'List', items: [{ kind: 'Pod', ...template }] };
    for (let i = 0; i < 22; i++) inner = { kind: 'List', items: [inner, inner] };
    lists.items.push(inner, list);
    expect(findPods(lists).length).toBeLessThan(40_000);
  });
});
