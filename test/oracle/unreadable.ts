import { isSizingError } from '../../src/errors.ts';

/** An answer of the library, or the word by which the Go program says that it could not read the question: small questions are often malformed. */
export function orUnreadable(answer: () => unknown): unknown {
  try {
    return answer();
  } catch (error) {
    if (!isSizingError(error) || (!error.code.startsWith('Err') && !isShape(error.message))) throw error;
    return { error: 'unreadable' };
  }
}

function isShape(message: string): boolean {
  return message.includes('was expected') || message.includes('expected an amount');
}
