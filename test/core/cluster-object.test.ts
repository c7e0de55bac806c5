import { describe, expect, it } from 'vitest';
import { clusterObject, objectOrList } from '../../src/core/cluster-object.ts';

describe('clusterObject', () => {
  it('gives objects back, those of classes and without a prototype too', () => {
    class V1Node {
      readonly status = {};
    }
    for (const object of [{}, new V1Node(), Object.create(null) as object, { body: {} }, { headers: {} }, { type: 'Pod' }, { object: {} }])
      expect(clusterObject(object, 'a node', 'node')).toBe(object);
  });

  it.each([
    [null, 'node: got null, expected a node'],
    [5, 'node: got 5, expected a node'],
    [[{}], 'node: got a list, expected a node (pass its items one by one)'],
    [{ items: [] }, 'node: got an object, expected a node (it is a list; pass its items one by one)'],
    [Promise.resolve({}), 'node: got a Promise, expected a node (await it first)'],
    [Object.fromEntries(['then'].map((name) => [name, () => 1])), 'node: got an object, expected a node (it is a promise; await it first)'],
    [new Map(), 'node: got a Map, expected a node (pass one of its values, or Object.fromEntries(map))'],
    [new Set(), 'node: got a Set, expected a node (pass one of its values)'],
    [new Date(0), 'node: got a Date, expected a node'],
    [{ body: {}, response: {} }, "node: got an object, expected a node (it is a client's response; pass its body)"],
    [{ data: {}, headers: {} }, "node: got an object, expected a node (it is a client's response; pass its data)"],
    [{ kubeletconfig: {} }, 'node: got an object, expected a node (it is what a kubelet serves at /configz; pass its kubeletconfig)'],
    [{ type: 'ADDED', object: {} }, 'node: got an object, expected a node (it is an event of a watch; pass its object)'],
  ])('refuses %o', (value, message) => expect(() => clusterObject(value as object, 'a node', 'node')).toThrow(message));
});

it('objectOrList takes lists with items, and nothing else more', () => {
  const list = { items: [] };
  expect(objectOrList(list, 'pods', 'pods')).toBe(list);
  expect(() => objectOrList(new Map(), 'pods', 'pods')).toThrow('pods: got a Map, expected pods');
});
