import type {
  DeleteMessageBatchRequest,
  Message,
  ReceiveMessageRequest,
  SendMessageRequest,
} from '@aws-sdk/client-sqs';
import type { FauxqsStores } from './fauxqs-internals.ts';

/** SQS's actions in this process, as their callers over the wire have them; each rejects with SQS's error. */
export interface LocalQueues {
  send(input: SendMessageRequest): Promise<void>;
  /** Waits as a long poll does; rejects with the signal's reason when that is aborted. */
  receive(input: ReceiveMessageRequest, signal: AbortSignal): Promise<Message[]>;
  deleteBatch(input: DeleteMessageBatchRequest): Promise<void>;
}

/** What fauxqs runs for a request that it has read from the wire. */
type Action = (input: object, store: FauxqsStores['sqsStore']) => unknown;

/** The stack's own senders and pollers use fauxqs' actions directly: a call over the wire costs most of a millisecond. */
export async function queuesOf({ sqsStore, nameFailure }: FauxqsStores): Promise<LocalQueues> {
  const [sendMessage, receiveMessage, deleteMessageBatch] = await Promise.all([
    loadAction('sendMessage'),
    loadAction('receiveMessage'),
    loadAction('deleteMessageBatch'),
  ]);
  const run = async (action: Action, input: object) => {
    try {
      return await action(input, sqsStore);
    } catch (error) {
      throw nameFailure(error);
    }
  };
  return {
    send: async (input) => void (await run(sendMessage, input)),
    receive: async (input, signal) =>
      Object(await orAborted(run(receiveMessage, input), signal)).Messages ?? [],
    deleteBatch: async (input) => void (await run(deleteMessageBatch, input)),
  };
}

async function loadAction(name: string): Promise<Action> {
  const path = `../../node_modules/fauxqs/dist/sqs/actions/${name}.js`;
  return (await import(new URL(path, import.meta.url).href))[name];
}

async function orAborted<Result>(running: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  return Promise.race([running, aborted]).finally(() => signal.removeEventListener('abort', abort));
}
