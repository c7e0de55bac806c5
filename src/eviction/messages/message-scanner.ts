/**
 * Reads a sentence that people may have retyped, wrapped or cut: white space counts nowhere between words, and the text may end anywhere.
 */
export class MessageScanner {
  readonly #text: string;
  #at = 0;
  #cut = false;

  constructor(text: string) {
    this.#text = text;
    this.#skipSpace();
  }

  /** Whether the text ended inside of a phrase. */
  get cut(): boolean {
    return this.#cut;
  }

  /** Whether nothing is left. */
  get ended(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Reads the phrase, or as much of it as the text has before it ends; false, and nothing read, where something else stands there. */
  phrase(words: string): boolean {
    let at = this.#at;
    for (const letter of words.replaceAll(' ', '')) {
      at = this.#afterSpace(at);
      if (at >= this.#text.length) return this.#endInside();
      if (this.#text[at]?.toLowerCase() !== letter.toLowerCase()) return false;
      at += 1;
    }
    this.#at = at;
    this.#skipSpace();
    return true;
  }

  /** As {@link phrase}, but a text that ends before the last word is not the phrase. */
  wholePhrase(words: string): boolean {
    const from = this.#at;
    if (this.phrase(words) && !this.#cut) return true;
    this.#at = from;
    this.#cut = false;
    return false;
  }

  /** Reads the beginning of a sentence, and as much of the rest as the text has; nothing where something else stands there. More must follow. */
  sentence(beginning: string, rest: string): boolean {
    const from = this.#at;
    if (this.wholePhrase(beginning) && (this.ended || this.phrase(rest))) {
      this.mustGoOn();
      return true;
    }
    this.#at = from;
    return false;
  }

  /** Says that more must follow: a text that ends here was cut. */
  mustGoOn(): void {
    this.#cut ||= this.ended;
  }

  /** Reads what matches, from here on; the empty text where nothing does. */
  match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    this.#skipSpace();
    return found.trim();
  }

  #endInside(): boolean {
    if (this.ended) return false;
    this.#at = this.#text.length;
    this.#cut = true;
    return true;
  }

  #skipSpace(): void {
    this.#at = this.#afterSpace(this.#at);
  }

  #afterSpace(from: number): number {
    let at = from;
    while (at < this.#text.length && /\s/.test(this.#text[at] ?? '')) at += 1;
    return at;
  }
}
