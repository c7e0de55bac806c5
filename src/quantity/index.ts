export { Quantity } from './quantity.ts';
export { Scale } from './format.ts';
export type { Format } from './format.ts';
export type { QuantityLike } from './quantity.ts';
