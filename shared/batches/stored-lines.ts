import type * as z from 'zod';
import { InqueryError } from '../platform/inquery-error.ts';
import { decoded } from '../platform/text/decoded.ts';
import { textLines } from '../platform/text/text-lines.ts';
import type { ObjectStreams } from './object-streams.ts';

/** Lines of JSON that a task of the batch machine has written, in groups of so many. Throws when they are gone. */
export async function* storedLines<T>(
  streams: Pick<ObjectStreams, 'read'>,
  key: string,
  schema: z.ZodType<T>,
  groupSize: number,
): AsyncGenerator<T[]> {
  const bytes = await streams.read(key);
  if (!bytes) throw new InqueryError('Internal', 'What the batch works with is not kept any more.');
  let group: T[] = [];
  for await (const line of textLines(decoded(bytes))) {
    group.push(schema.parse(JSON.parse(line)));
    if (group.length < groupSize) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
