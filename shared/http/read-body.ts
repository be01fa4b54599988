import { MAX_BODY_BYTES } from '../contracts/http/limits.ts';
import { invalid, problem } from './http-problem.ts';
import type { HttpRequest } from './http-request.ts';

const JSON_TYPES = ['application/json'];

/**
 * The JSON a body holds, or its text where other types are asked for; throws the problem that fits when it is too
 * large, of another type, or malformed.
 */
export function readBody({ headers, body }: HttpRequest, textTypes?: readonly string[]): unknown {
  if (body.byteLength > MAX_BODY_BYTES) {
    throw problem('PayloadTooLarge', `A body has at most ${MAX_BODY_BYTES} bytes.`);
  }
  requireType(headers['content-type'], textTypes ?? JSON_TYPES);
  const text = decodeUtf8(body);
  return textTypes ? text : parseJson(text);
}

/** A call that takes no body lets an empty one pass, and an empty object, which some clients always send. */
export function refuseBody({ body }: HttpRequest): void {
  const empty = body.byteLength <= 2 && ['', '{}'].includes(Buffer.from(body).toString('latin1'));
  if (!empty) throw invalid([{ field: 'body', message: 'This call takes no body.' }]);
}

/** The media type of a header `content-type`, in lower case and without its parameters. */
export const mediaType = (contentType: string) => contentType.toLowerCase().split(';')[0]?.trim() ?? '';

/** Like API Gateway, a body of no stated type is taken for the one that the call takes first. */
function requireType(contentType: string | undefined, types: readonly string[]): void {
  if (contentType === undefined) return;
  const charset = /;\s*charset=\s*"?([^;"\s]*)/i.exec(contentType)?.[1] ?? 'utf-8';
  if (types.includes(mediaType(contentType)) && /^utf-?8$/i.test(charset)) return;
  throw problem('UnsupportedMediaType', `Send the body as ${types.join(' or ')} in UTF-8.`);
}

/** API Gateway may have replaced bad bytes already, so the replacement character itself is refused too. */
function decodeUtf8(body: Uint8Array): string {
  const malformed = () => invalid([{ field: 'body', message: 'The body is not valid UTF-8.' }]);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    if (!text.includes('\uFFFD')) return text;
  } catch {
    throw malformed();
  }
  throw malformed();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid([{ field: 'body', message: 'The body is not valid JSON.' }]);
  }
}
