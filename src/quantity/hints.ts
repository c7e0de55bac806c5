/** What the author of a text that is no quantity probably meant. */
export function hintFor(_text: string): string | undefined {
  return undefined;
}
