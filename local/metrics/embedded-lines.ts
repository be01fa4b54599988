/** Takes what a function prints, chunk by chunk; `stream` tells one function's output from another's. */
export type ReadOutput = (chunk: Buffer, stream: object) => void;

const NEWLINE = 0x0a;
const MARK = Buffer.from('"_aws"');

/** Finds the whole lines that carry embedded metrics, wherever chunks cut them; others are not looked at further. */
export function readEmbeddedLines(onLine: (line: string) => void): ReadOutput {
  const begun = new WeakMap<object, Buffer>();
  return (chunk, stream) => {
    const before = begun.get(stream);
    const all = before ? Buffer.concat([before, chunk]) : chunk;
    let start = 0;
    for (let end = all.indexOf(NEWLINE); end >= 0; end = all.indexOf(NEWLINE, start)) {
      const line = all.subarray(start, end);
      if (line.includes(MARK)) onLine(line.toString('utf8'));
      start = end + 1;
    }
    if (start < all.length) begun.set(stream, all.subarray(start));
    else begun.delete(stream);
  };
}
