type Key = Record<string, unknown>;

/** A cursor that was not made by this listing: the caller's mistake, a 400 over HTTP. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';

  constructor() {
    super('This cursor is not valid here.');
  }
}

export function writeCursor(key: Key): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The start key in a cursor; one that is not ours, or belongs to another listing, is refused. */
export function readCursor(cursor: string | undefined, attribute: string, value: string): Key | undefined {
  if (cursor === undefined) return undefined;
  const key = parse(cursor);
  if (key?.[attribute] !== value) throw new InvalidCursor();
  return key;
}

function parse(cursor: string): Key | undefined {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    // Checked to be an object just here; its attributes are compared before use.
    return typeof key === 'object' && key !== null ? (key as Key) : undefined;
  } catch {
    return undefined;
  }
}
