import * as z from 'zod';
import type { Visit } from '../../../shared/jobs/visit.ts';
import { exchangeKey } from '../../../shared/platform/exchange-key.ts';
import type { ObjectStore } from '../../../shared/platform/object-store.ts';

export type Objects = Pick<ObjectStore, 'getText'>;

const Exchanged = z.object({ reply: z.object({ tool: z.string(), input: z.unknown() }) });
const Exchanges = z.union([Exchanged, z.array(Exchanged).min(1)]);

/**
 * What a model gave back in one visit by calling that tool, by the last exchange; undefined when there was no visit,
 * no such call, or it is no longer kept.
 */
export async function readReply<T>(
  objects: Objects,
  jobId: string,
  visit: Visit | undefined,
  [tool, schema]: readonly [string, z.ZodType<T>],
): Promise<T | undefined> {
  const text = visit && (await objects.getText(exchangeKey(jobId, visit)));
  const exchanges = Exchanges.safeParse(text && JSON.parse(text)).data;
  const last = Array.isArray(exchanges) ? exchanges.findLast(({ reply }) => reply.tool === tool) : exchanges;
  if (last?.reply.tool !== tool) return undefined;
  return schema.safeParse(withoutNulls(last.reply.input)).data;
}

/** As it was read the first time: a null stands for a field that was left out. */
function withoutNulls(input: unknown): unknown {
  return Object.fromEntries(Object.entries(Object(input)).filter(([, value]) => value !== null));
}
