import { expect, it } from 'vitest';
import { Scale } from '../../src/quantity/scale.ts';

it("has upstream's powers of ten", () => {
  expect(Scale).toEqual({ Nano: -9, Micro: -6, Milli: -3, Kilo: 3, Mega: 6, Giga: 9, Tera: 12, Peta: 15, Exa: 18 });
});
