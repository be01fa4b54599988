import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type LocalFauxqs, startFauxqs } from '../../../local/fauxqs/start-fauxqs.ts';
import { clientSettings } from '../../unit/local/support/aws-client-settings.ts';
import { temporaryFolder } from '../../unit/local/support/temporary-folder.ts';
import { changeQueues } from './queue-behaviour.ts';

const queues = await changeQueues();
let server: LocalFauxqs;
let client: SQSClient;
let QueueUrl: string;

beforeEach(async () => {
  server = await startFauxqs(await temporaryFolder(), 0);
  QueueUrl = `${server.url}/000000000000/work`;
  const arn = 'arn:aws:sqs:us-east-1:000000000000:work';
  server.createQueues([{ name: 'work', arn, url: QueueUrl, attributes: { VisibilityTimeout: '900' } }]);
  client = new SQSClient({ ...clientSettings(server.url), useQueueUrlAsEndpoint: false });
});

afterEach(async () => {
  queues.sendTwice(false);
  client.destroy();
  await server.close();
});

const send = (MessageBody: string) => client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
const receive = async () => {
  const request = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 };
  const { Messages = [] } = await client.send(new ReceiveMessageCommand(request));
  return Messages.map(({ Body }) => Body);
};

describe('Queues under faults', () => {
  it('have each message twice while they are told to', async () => {
    queues.sendTwice(true);
    await send('one');
    queues.sendTwice(false);
    await send('two');

    expect((await receive()).toSorted()).toEqual(['one', 'one', 'two']);
  });

  it('show again what they hide when they are told to, and not before', async () => {
    await send('one');
    await receive();
    expect(await receive()).toEqual([]);

    queues.showHidden();

    const shown: unknown[] = [];
    while (shown.length === 0) shown.push(...(await receive()));
    expect(shown).toEqual(['one']);
    expect(await receive()).toEqual([]);
  });
});
