import type { Explanation, ExplanationStep } from '../explanation.ts';

/** The rules about quantities, each with a short text. Internal. */
export const quantityRules = {
  'quantity-digits': 'digits',
  'quantity-suffix': 'suffix',
  'quantity-nano': 'finest amount',
  'quantity-cap': 'largest amount',
  'quantity-form': 'form that upstream holds',
  'quantity-spelling': 'spelling',
  'quantity-integer': 'as an integer',
  'quantity-stored': 'what the API server keeps',
} as const;

/** Why a rule about quantities applied or not, with its inputs in braces. Internal. */
export const quantityReasons = {
  'quantity-digits-none': 'There are no digits, which counts as 0.',
  'quantity-suffix-none': 'There is no suffix: the number is the amount.',
  'quantity-suffix-decimal': '{suffix} stands for 10^{power}.',
  'quantity-suffix-binary': '{suffix} stands for 2^{power}.',
  'quantity-suffix-exponent': '{suffix} is an exponent and stands for 10^{power}.',
  'quantity-suffix-exponent-cut': '{suffix} is an exponent of more than 32 bits; cut to them it stands for 10^{power}.',
  'quantity-nano-exact': 'It is a multiple of 10^-9, the finest amount.',
  'quantity-nano-rounded': 'It is finer than 10^-9, so it is rounded away from zero, to {exact}.',
  'quantity-cap-below': 'It is no more than 2^63 − 1, where amounts in powers of 1024 end.',
  'quantity-cap-reached': 'Amounts in powers of 1024 end at 2^63 − 1, so it becomes {exact}.',
  'quantity-form-int64': 'It is held as a 64-bit integer and a power of ten.',
  'quantity-form-decimal': 'It is held as a decimal, which AsInt64 does not give and whose negative values are rounded up.',
  'quantity-spelling-kept': 'It looks canonical enough to be kept as it was written, {text}.',
  'quantity-spelling-rewritten': 'It is written as {text}.',
  'quantity-integer-exact': '{method} gives {integer}.',
  'quantity-integer-rounded': '{method} gives {integer}, which is rounded.',
  'quantity-integer-overflow': '{method} gives {integer}: at its scale {exact} does not fit 64 bits.',
  'quantity-stored-as-it-is': 'In a list of resources the API server keeps {stored}.',
  'quantity-stored-rounded': 'In a list of resources the API server rounds it away from zero to thousandths and keeps {stored}.',
} as const;

/** A rule about quantities. No upstream counterpart. */
export type QuantityRule = keyof typeof quantityRules;

/** Why a rule about quantities applied or not. No upstream counterpart. */
export type QuantityReason = keyof typeof quantityReasons;

/** One step of an explanation of a quantity. No upstream counterpart. */
export type QuantityStep = ExplanationStep<QuantityRule, QuantityReason>;

/** An explanation of a quantity. No upstream counterpart. */
export type QuantityExplanation<T> = Explanation<T, QuantityRule, QuantityReason>;
