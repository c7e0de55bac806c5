import { describe } from 'vitest';
import { checkLintCases } from './check-lint-cases.ts';

describe('lint-subject', () => checkLintCases('lint-subject'));
