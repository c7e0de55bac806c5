import { describe, expect, it } from 'vitest';
import { MessageScanner } from '../../../src/eviction/messages/message-scanner.ts';

describe('MessageScanner', () => {
  it('reads phrases whatever the white space', () => {
    const scanner = new MessageScanner('  The\nnode   waslow : x');
    expect([scanner.phrase('The node was low:'), scanner.match(/\w+/y), scanner.ended, scanner.cut]).toEqual([true, 'x', true, false]);
  });
  it('stays where another phrase stands', () => {
    const scanner = new MessageScanner('Pod web');
    expect([scanner.phrase('Container'), scanner.wholePhrase('Pod'), scanner.match(/\w+/y), scanner.match(/\w+/y)]).toEqual([
      false,
      true,
      'web',
      '',
    ]);
  });
  it('takes a phrase that the end of the text cuts', () => {
    const scanner = new MessageScanner('x was us');
    expect([scanner.match(/x/y), scanner.wholePhrase('was using'), scanner.phrase('was using'), scanner.cut, scanner.ended]).toEqual([
      'x',
      false,
      true,
      true,
      true,
    ]);
  });
  it('reads a sentence of which the beginning stands there', () => {
    const read = (text: string): unknown => {
      const scanner = new MessageScanner(text);
      return [scanner.sentence('The node', 'was low'), scanner.cut, scanner.match(/\w+/y)];
    };
    expect(read('The node was low x')).toEqual([true, false, 'x']);
    expect(['The node', 'The node was l', 'The node was low'].map(read)).toEqual([1, 2, 3].map(() => [true, true, '']));
    expect([read('The no'), read('The node is')]).toEqual([
      [false, false, 'The'],
      [false, false, 'The'],
    ]);
  });
  it('does not begin a phrase at the end', () => {
    const scanner = new MessageScanner('');
    expect([scanner.phrase('.'), scanner.cut]).toEqual([false, false]);
  });
});
