import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** What was asked of the services that charge by request. */
export interface Requests {
  dynamodbReads: number;
  dynamodbWrites: number;
  s3Reads: number;
  s3Writes: number;
}

/** What a transaction is paid as: ours change two items, and each of its writes costs twice as much. */
const WRITES_OF_TRANSACTION = 4;

const CHANNEL = 'http.server.request.start';

/** Counts what the servers of this process are asked while `work` goes on. */
export async function countRequests(
  buckets: readonly string[],
  work: () => Promise<void>,
): Promise<Requests> {
  const requests: Requests = { dynamodbReads: 0, dynamodbWrites: 0, s3Reads: 0, s3Writes: 0 };
  const listener = (message: unknown) => {
    // Node's documentation of the channel: its messages hold the request.
    const { request } = message as { request: IncomingMessage };
    const kind = kindOf(request, buckets);
    if (kind) requests[kind] += isTransaction(request) ? WRITES_OF_TRANSACTION : 1;
  };
  subscribe(CHANNEL, listener);
  try {
    await work();
  } finally {
    unsubscribe(CHANNEL, listener);
  }
  return requests;
}

const isTransaction = ({ headers }: IncomingMessage) =>
  String(headers['x-amz-target']).endsWith('.TransactWriteItems');

function kindOf(
  { method, url = '', headers }: IncomingMessage,
  buckets: readonly string[],
): keyof Requests | undefined {
  const [service, action = ''] = String(headers['x-amz-target']).split('.');
  if (service?.startsWith('DynamoDB')) {
    return /^(Get|BatchGet|Query|Scan)/.test(action) ? 'dynamodbReads' : 'dynamodbWrites';
  }
  if (!buckets.some((name) => url.startsWith(`/${name}/`))) return undefined;
  return method === 'GET' || method === 'HEAD' ? 's3Reads' : 's3Writes';
}
