export {
  SizingError,
  isSizingError,
  type Explanation,
  type ExplanationInput,
  type ExplanationStep,
  type Result,
  type SizingErrorCode,
  type SizingErrorDetails,
} from './errors.ts';
