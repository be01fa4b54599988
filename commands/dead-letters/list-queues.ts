import { GetQueueAttributesCommand, ListQueuesCommand, type SQSClient } from '@aws-sdk/client-sqs';

export interface DeadLetterQueue {
  readonly name: string;
  readonly url: string;
  readonly messages: number;
  /**
   * The queue its letters came from: where several lead here, the first of them that is no dead-letter queue. There is
   * none for firings of schedules and for events.
   */
  readonly sourceUrl: string | undefined;
}

interface KnownQueue {
  readonly url: string;
  readonly arn: string;
  readonly messages: number;
  readonly deadLettersArn: string | undefined;
}

/** Letters are put there by EventBridge Scheduler, and by EventBridge and Lambda: no queue names them. */
const OF_NO_QUEUE = /ScheduleGroupLetters|EventLetters/;

/** The queues that others send their dead letters to, and those of schedules and events. */
export async function listDeadLetterQueues(sqs: SQSClient): Promise<DeadLetterQueue[]> {
  const known = await knownQueues(sqs);
  const sourcesOf = (arn: string) => known.filter(({ deadLettersArn }) => deadLettersArn === arn);
  return known
    .filter(({ arn, url }) => sourcesOf(arn).length > 0 || OF_NO_QUEUE.test(nameOf(url)))
    .map(({ url, arn, messages }) => ({
      name: nameOf(url),
      url,
      messages,
      sourceUrl: sourcesOf(arn)[0]?.url,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function knownQueues(sqs: SQSClient): Promise<KnownQueue[]> {
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ MaxResults: 1_000 }));
  return Promise.all(
    QueueUrls.map(async (url) => {
      const names = ['QueueArn', 'ApproximateNumberOfMessages', 'RedrivePolicy'] as const;
      const { Attributes = {} } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] }),
      );
      const { QueueArn = '', ApproximateNumberOfMessages: messages = '0', RedrivePolicy = '{}' } = Attributes;
      const { deadLetterTargetArn: deadLettersArn } = Object(JSON.parse(RedrivePolicy || '{}'));
      return { url, arn: QueueArn, messages: Number(messages), deadLettersArn };
    }),
  );
}

const nameOf = (url: string) => url.split('/').at(-1) ?? url;
