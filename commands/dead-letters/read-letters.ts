import { type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Long enough to act on what was read; after it, others see the letters again. */
const HIDDEN_SECONDS = 30;
const AT_A_TIME = 10;

/** Every letter of a queue, as far as SQS shows them, each once. */
export async function readLetters(sqs: SQSClient, url: string): Promise<Message[]> {
  const found = new Map<string, Message>();
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: AT_A_TIME,
        VisibilityTimeout: HIDDEN_SECONDS,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
    );
    const fresh = Messages.filter(({ MessageId = '' }) => !found.has(MessageId));
    if (fresh.length === 0) return [...found.values()];
    for (const message of fresh) found.set(message.MessageId ?? '', message);
  }
}
