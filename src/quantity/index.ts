export type { Format } from './format.ts';
export type { QuantityLike } from './like.ts';
export { Quantity } from './quantity.ts';
export { Scale } from './scale.ts';
