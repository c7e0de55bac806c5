import { describe } from 'vitest';
import { checkLintCases } from './check-lint-cases.ts';

describe('lint-requirements', () => checkLintCases('lint-requirements'));
