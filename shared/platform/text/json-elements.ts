const OPENING = new Set(['{', '[']);
const CLOSING = new Set(['}', ']']);

/** The elements of a JSON array as its text comes, so that the array is never whole in memory. Throws for no array. */
export async function* jsonElements(texts: AsyncIterable<string>): AsyncGenerator<unknown> {
  const scanner = new ElementScanner();
  for await (const text of texts) yield* scanner.read(text);
  scanner.end();
}

/** Cuts the text at the commas of the outermost array; what lies between is for JSON.parse to judge. */
class ElementScanner {
  #text = '';
  #depth = 0;
  #isString = false;
  #isEscaped = false;
  #isEnded = false;
  #count = 0;

  *read(text: string): Generator<unknown> {
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      const boundary = this.#step(text.charAt(at));
      if (!boundary) continue;
      this.#text += text.slice(start, at);
      start = at + 1;
      if (boundary !== 'open') yield* this.#element(boundary);
    }
    this.#text += text.slice(start);
  }

  end(): void {
    if (!this.#isEnded || this.#text.trim() !== '') throw new SyntaxError('The file is not one JSON array.');
  }

  *#element(boundary: 'comma' | 'close'): Generator<unknown> {
    const text = this.#text;
    this.#text = '';
    if (boundary === 'close' && this.#count === 0 && text.trim() === '') return;
    this.#count++;
    yield JSON.parse(text);
  }

  #step(char: string): 'open' | 'comma' | 'close' | undefined {
    if (this.#isString) {
      this.#inString(char);
      return undefined;
    }
    if (char === '"') this.#isString = true;
    if (OPENING.has(char)) return this.#open(char);
    if (CLOSING.has(char)) return this.#close();
    return char === ',' && this.#depth === 1 ? 'comma' : undefined;
  }

  #inString(char: string): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (char === '\\') this.#isEscaped = true;
    else if (char === '"') this.#isString = false;
  }

  #open(char: string): 'open' | undefined {
    this.#depth++;
    if (this.#depth > 1) return undefined;
    if (char !== '[' || this.#isEnded || this.#text.trim() !== '')
      throw new SyntaxError('The file is not one JSON array.');
    return 'open';
  }

  #close(): 'close' | undefined {
    this.#depth--;
    if (this.#depth > 0) return undefined;
    this.#isEnded = true;
    return 'close';
  }
}
