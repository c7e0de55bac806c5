import { expect, it } from 'vitest';
import { refusals } from '../../../src/admission/validation/field-errors.ts';

it('keeps what is refused, in order', () => {
  const { errors, refuse } = refusals();
  refuse('Required', 'spec.containers');
  refuse('Forbidden', '[]', 'never');
  expect(errors).toEqual([
    { field: 'spec.containers', type: 'FieldValueRequired', detail: '' },
    { field: '[]', type: 'FieldValueForbidden', detail: 'never' },
  ]);
});
