import { type LookupAddress, lookup } from 'node:dns';
import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { DeliveryError } from '../../shared/contracts/subscriptions.ts';
import type { Posted } from '../../shared/notifications/deliver-event.ts';
import { isAllowed, literalAddress } from '../../shared/notifications/webhook-address.ts';

interface WebhookRequest {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Private addresses that may be posted to all the same. */
  readonly privateRanges: readonly string[];
}

/** Never rejects for what the receiver or the network does. */
export type Post = (url: URL, request: WebhookRequest) => Promise<Posted>;

/** All addresses of a name; the system's resolver unless a test gives another. */
type LookUpAll = (
  name: string,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const TIMEOUT_MS = 10_000;
const USER_AGENT = 'Inquery-Webhooks/1.0';
const REFUSED = 'ERR_ADDRESS_REFUSED';

const lookUpAll: LookUpAll = (name, done) => lookup(name, { all: true }, done);

/**
 * Posts a body without following redirects. Every address that a connection may be made to is judged in the lookup
 * of that very connection: a name that has another address since it was subscribed gains nothing.
 */
export function createPost({ lookUp = lookUpAll, timeoutMs = TIMEOUT_MS } = {}): Post {
  return async (url, { body, headers, privateRanges }) => {
    const allows = (address: string) => isAllowed(url.protocol, address, privateRanges);
    const literal = literalAddress(url);
    if (literal !== undefined && !allows(literal)) return { error: 'AddressRefused' };
    const signal = AbortSignal.timeout(timeoutMs);
    const options: RequestOptions = {
      method: 'POST',
      // A connection of its own: one that is kept was judged for another request.
      agent: false,
      signal,
      lookup: guardedLookup(lookUp, allows),
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': USER_AGENT,
        ...headers,
      },
    };
    try {
      return { status: await statusOf(url, options, body) };
    } catch (error) {
      return { error: signal.aborted ? 'TimedOut' : failureOf(error) };
    }
  };
}

function guardedLookup(lookUp: LookUpAll, allows: (address: string) => boolean): LookupFunction {
  return (name, { all }, done) => {
    lookUp(name, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) return done(error ?? errorWith('ENOTFOUND'), '', 0);
      if (!addresses.every(({ address }) => allows(address))) return done(errorWith(REFUSED), '', 0);
      return all ? done(null, addresses) : done(null, first.address, first.family);
    });
  };
}

const errorWith = (code: string): NodeJS.ErrnoException => Object.assign(new Error(code), { code });

/** The status alone counts: of what else the receiver answers nothing is read. */
function statusOf(url: URL, options: RequestOptions, body: string): Promise<number> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const answered = (response: IncomingMessage) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    };
    send(url, options, answered).on('error', reject).end(body);
  });
}

const NOT_RESOLVED = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'ENODATA'];

function failureOf(error: unknown): DeliveryError {
  const code = String(Object(error).code);
  if (code === REFUSED) return 'AddressRefused';
  return NOT_RESOLVED.includes(code) ? 'NameNotResolved' : 'ConnectionFailed';
}
