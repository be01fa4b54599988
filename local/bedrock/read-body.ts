import type * as z from 'zod';
import { BedrockError } from './bedrock-error.ts';

/** Parses a request body; anything that does not fit is a ValidationException that names the field. */
export function readBody<Schema extends z.ZodType>(schema: Schema, body: Uint8Array): z.infer<Schema> {
  const parsed = schema.safeParse(readJson(body));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new BedrockError('ValidationException', `${issue?.path.join('.') || 'body'}: ${issue?.message}`);
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    throw new BedrockError('ValidationException', 'The request body is not JSON.');
  }
}
