/** Why the API server refuses a field. Upstream: `apimachinery/pkg/util/validation/field`, `ErrorType`. */
export type FieldErrorType =
  | 'FieldValueDuplicate'
  | 'FieldValueForbidden'
  | 'FieldValueInvalid'
  | 'FieldValueNotFound'
  | 'FieldValueNotSupported'
  | 'FieldValueRequired';

/** A field that the API server refuses. Upstream: `apimachinery/pkg/util/validation/field`, `Error`. */
export interface FieldError {
  /** Upstream's path, such as `spec.containers[0].resources.limits`; `[]` is the whole object. */
  readonly field: string;
  readonly type: FieldErrorType;
  /** Upstream's text, without the field and its value. */
  readonly detail: string;
}

/** Notes that a field is refused. */
export type Refuse = (
  type: 'Duplicate' | 'Forbidden' | 'Invalid' | 'NotFound' | 'NotSupported' | 'Required',
  field: string,
  detail?: string,
) => void;

/** A list of refused fields, and what adds to it. */
export function refusals(): { readonly errors: FieldError[]; readonly refuse: Refuse } {
  const errors: FieldError[] = [];
  return { errors, refuse: (type, field, detail = '') => errors.push({ field, type: `FieldValue${type}`, detail }) };
}
