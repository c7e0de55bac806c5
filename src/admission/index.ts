export { setPodResourceDefaults } from './defaults/defaults.ts';
export type { LimitConstraint } from './limit-ranges/limit-constraints.ts';
export { setLimitRangeDefaults } from './limit-ranges/limit-range-items.ts';
export { applyLimitRanges } from './limit-ranges/limit-ranges.ts';
export type { LimitRangeOptions, LimitRangesApplied, LimitRangeViolation } from './limit-ranges/limit-ranges.ts';
export { podMatchesScope, type ScopeSelectorLike } from './quota/quota-scopes.ts';
export { podQuotaUsage, type PodQuotaOptions } from './quota/quota-usage.ts';
export type { FieldError, FieldErrorType } from './validation/field-errors.ts';
