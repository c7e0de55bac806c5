import type { Explanation, ExplanationStep, Note } from '../explanation.ts';

/** The rules about quantities. Internal. */
export const quantityRules = {
  'quantity-digits': { title: 'digits', upstream: 'apimachinery/pkg/api/resource/quantity.go ParseQuantity' },
  'quantity-suffix': { title: 'suffix', upstream: 'apimachinery/pkg/api/resource/quantity.go ParseQuantity' },
  'quantity-precision': { title: 'digits that are kept', upstream: 'apimachinery/pkg/api/resource/quantity.go ParseQuantity' },
  'quantity-nano': { title: 'finest amount', upstream: 'apimachinery/pkg/api/resource/quantity.go ParseQuantity' },
  'quantity-cap': { title: 'largest amount', upstream: 'apimachinery/pkg/api/resource/quantity.go ParseQuantity' },
  'quantity-form': { title: 'form that upstream holds', upstream: 'apimachinery/pkg/api/resource/quantity.go ParseQuantity' },
  'quantity-spelling': { title: 'spelling', upstream: 'apimachinery/pkg/api/resource/quantity.go String' },
  'quantity-integer': { title: 'as an integer', upstream: 'apimachinery/pkg/api/resource/quantity.go ScaledValue' },
  'quantity-stored': { title: 'what the API server keeps', upstream: 'pkg/apis/core/v1/defaults.go SetDefaults_ResourceList' },
} as const;

/** Why a rule about quantities applied or not, with its inputs in braces. Internal. */
export const quantityReasons = {
  'quantity-digits-none': 'The text has no digits, which counts as 0.',
  'quantity-suffix-none': 'There is no suffix, so the number is the amount.',
  'quantity-suffix-decimal': '{suffix} stands for 10^{power}.',
  'quantity-suffix-binary': '{suffix} stands for 2^{power}.',
  'quantity-suffix-exponent': '{suffix} is an exponent and stands for 10^{power}.',
  'quantity-suffix-exponent-cut':
    '{suffix} is an exponent of more than 32 bits. Kubernetes cuts it to 32 bits, so it stands for 10^{power}.',
  'quantity-precision-rounded':
    'Kubernetes keeps 29 digits, or 70 in front of a power of 1024, so the amount is rounded away from zero to {exact}.',
  'quantity-nano-exact': 'The amount is a multiple of 10^-9, the finest amount, so nothing is rounded.',
  'quantity-nano-rounded': 'The amount is finer than 10^-9, the finest amount, so it is rounded away from zero to {exact}.',
  'quantity-cap-below': 'The amount is at most 2^63 − 1, where amounts in powers of 1024 end.',
  'quantity-cap-reached': 'Amounts in powers of 1024 end at 2^63 − 1, so the amount becomes {exact}.',
  'quantity-form-int64': 'Kubernetes holds the amount as a 64-bit integer and a power of ten.',
  'quantity-form-decimal':
    'Kubernetes holds the amount as a decimal of any length. AsInt64 gives nothing for it, and up to 1.37 a negative one is rounded up.',
  'quantity-spelling-kept': 'The text looks canonical to Kubernetes, so it is kept as it was written: {text}.',
  'quantity-spelling-rewritten': 'Kubernetes writes the amount as {text}.',
  'quantity-integer-exact': '{method} gives {integer}.',
  'quantity-integer-rounded': '{method} gives {integer}, which is rounded to an integer.',
  'quantity-integer-overflow': '{exact} does not fit 64 bits at the scale of {method}, so {method} gives {integer}.',
  'quantity-stored-as-it-is': 'In a list of resources the API server keeps {stored}.',
  'quantity-stored-rounded': 'In a list of resources the API server rounds amounts away from zero to thousandths, so it keeps {stored}.',
} as const;

/** A rule about quantities. */
export type QuantityRule = keyof typeof quantityRules;

/** Why a rule about quantities applied or not. */
export type QuantityReason = keyof typeof quantityReasons;

/** One step of an explanation of a quantity. */
export type QuantityStep = ExplanationStep<QuantityRule, QuantityReason>;

/** An explanation of a quantity. */
export type QuantityExplanation<T> = Explanation<T, QuantityRule, QuantityReason>;

/** Records a rule about quantities. Internal. */
export type QuantityNote = Note<QuantityRule, QuantityReason>;
