import { describe } from 'vitest';
import { checkLintCases } from './check-lint-cases.ts';

describe('lint-fields', () => checkLintCases('lint-fields'));
