import type { BuildAppOptions } from 'fauxqs';

type SqsStore = NonNullable<BuildAppOptions['stores']>['sqsStore'];
type Queue = ReturnType<SqsStore['createQueue']>;
type Message = Parameters<Queue['enqueue']>[0];

/** What fauxqs writes to its file when messages are received. */
export interface MessageFile {
  deleteMessage(id: string): void;
  updateMessageInflight(...update: unknown[]): void;
  updateMessageReady(id: string): void;
}

/**
 * Messages are received while nothing can be written: who has one is of no use to a later process. One that belongs
 * to the dead letters stays where it is until they can take it.
 */
export function keepMessagesTrue(sqs: SqsStore, file: MessageFile): void {
  let isReceiving = false;
  const { createQueue } = sqs;
  sqs.createQueue = (...request) => {
    const queue = createQueue.apply(sqs, request);
    const { dequeue } = queue;
    queue.dequeue = (most, visibility, lettersOf) => {
      const refused: Message[] = [];
      isReceiving = true;
      try {
        return dequeue.call(queue, most, visibility, (arn) => cautious(lettersOf?.(arn), refused));
      } finally {
        isReceiving = false;
        queue.messages.push(...refused);
      }
    };
    return queue;
  };
  const { deleteMessage, updateMessageInflight, updateMessageReady } = file;
  Object.assign(file, {
    // A message goes from queue to queue in one write, where it gets its new queue.
    deleteMessage: (id: string) => isReceiving || deleteMessage.call(file, id),
    updateMessageInflight: (...update: unknown[]) => ifItCan(() => updateMessageInflight.apply(file, update)),
    updateMessageReady: (id: string) => ifItCan(() => updateMessageReady.call(file, id)),
  });
}

/** The dead letters as a queue that is received from knows them: it only adds to them. */
function cautious(letters: Queue | undefined, refused: Message[]): Queue | undefined {
  const enqueue = (message: Message) => {
    try {
      letters?.enqueue(message);
    } catch {
      refused.push(message);
    }
  };
  return letters && Object.assign(Object.create(letters), { enqueue });
}

function ifItCan(work: () => void): void {
  try {
    work();
  } catch {
    // The next process shows the message again in any case.
  }
}
