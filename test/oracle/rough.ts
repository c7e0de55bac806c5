import type { Random } from './random.ts';

/** Lists of amounts, and fields that are one. */
const amountLists = new Set(['requests', 'limits', 'overhead', 'allocatedResources', 'allocatable', 'capacity']);
const amounts = ['1', '0', 1, 0, 0.5, 1073741824, '1Gi', ' 1Gi ', '01Gi', '1e3', null];

/** The value with what clients and machines may do to it: fields that are absent or null, amounts as numbers, elements that are there twice. */
function roughened<T>(random: Random, value: T, chance = 0.02): T {
  if (Array.isArray(value)) {
    const list = value.map((element: unknown) => roughened(random, element, chance));
    if (list.length > 0 && random.chance(chance)) list.push(structuredClone(random.pick(list)));
    return list as T;
  }
  if (typeof value !== 'object' || value === null) return value;
  const rough: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    if (random.chance(chance)) continue;
    rough[name] = random.chance(chance)
      ? null
      : amountLists.has(name)
        ? roughList(random, inner, chance)
        : roughened(random, inner, chance);
  }
  return rough as T;
}

function roughList(random: Random, list: unknown, chance: number): unknown {
  if (typeof list !== 'object' || list === null || Array.isArray(list)) return roughened(random, list, chance);
  return Object.fromEntries(
    Object.entries(list).map(([name, amount]) => [name, random.chance(chance * 3) ? random.pick(amounts) : amount]),
  );
}

/** A random question with some of its fields roughened, half of the time. */
export function rough<In extends object>(make: (random: Random) => In, ...fields: readonly (keyof In)[]): (random: Random) => In {
  return (random) => {
    const input = make(random);
    if (random.chance(0.5)) return input;
    return { ...input, ...Object.fromEntries(fields.map((field) => [field, roughened(random, input[field])])) };
  };
}
