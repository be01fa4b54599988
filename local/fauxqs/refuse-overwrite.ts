import type { FauxqsStores } from './fauxqs-internals.ts';

interface Put {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** The XML of the refusal where an object is put with `If-None-Match: *` that is there already: fauxqs would write it. */
export function refuseOverwrite(
  store: FauxqsStores['s3Store'],
  { method, url, headers }: Put,
): string | undefined {
  if (method !== 'PUT' || headers['if-none-match'] !== '*') return undefined;
  const { pathname } = new URL(url, 'http://127.0.0.1');
  const [bucket = '', ...key] = pathname.slice(1).split('/').map(decodeURIComponent);
  return isThere(store, bucket, key.join('/')) ? PRECONDITION_FAILED : undefined;
}

function isThere(store: FauxqsStores['s3Store'], bucket: string, key: string): boolean {
  try {
    store.headObject(bucket, key);
    return true;
  } catch {
    // The only error it knows: no such bucket or key, which the write itself tells of.
    return false;
  }
}

const PRECONDITION_FAILED =
  '<?xml version="1.0" encoding="UTF-8"?><Error><Code>PreconditionFailed</Code><Message>At least one of the pre-conditions you specified did not hold</Message><Condition>If-None-Match</Condition></Error>';
