import { MAX_BODY_BYTES } from '../contracts/http/questions.ts';
import { invalid, problem } from './http-problem.ts';
import type { HttpRequest } from './http-request.ts';

/** The JSON a body holds; throws the problem that fits when it is too large, of another kind, or malformed. */
export function readJsonBody({ headers, body }: HttpRequest): unknown {
  if (body.byteLength > MAX_BODY_BYTES) {
    throw problem('PayloadTooLarge', `A body has at most ${MAX_BODY_BYTES} bytes.`);
  }
  requireJson(headers['content-type']);
  return parseJson(decodeUtf8(body));
}

/** A call that takes no body lets an empty one pass, and an empty object, which some clients always send. */
export function refuseBody({ body }: HttpRequest): void {
  const empty = body.byteLength <= 2 && ['', '{}'].includes(Buffer.from(body).toString('latin1'));
  if (!empty) throw invalid([{ field: 'body', message: 'This call takes no body.' }]);
}

/** Like API Gateway, a body of no stated type is taken for JSON. */
function requireJson(contentType = 'application/json'): void {
  const [type = '', ...parameters] = contentType
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  const utf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
  if (type !== 'application/json' || !utf8) {
    throw problem('UnsupportedMediaType', 'Send the body as application/json in UTF-8.');
  }
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
