import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { bedrockForward } from '../../../../commands/eval/models/bedrock-forward.ts';
import { createGateway } from '../../../../commands/eval/models/create-gateway.ts';
import { type OpenaiProxy, startOpenaiProxy } from '../../../../commands/eval/models/openai-proxy.ts';
import { earlierRecordings, recordingsIn } from '../../../../commands/eval/models/recordings.ts';
import type { ModelCall } from '../../../../local/bedrock/model-gateway.ts';
import { ModelChoice } from '../../../../shared/contracts/configuration.ts';
import { createOpenaiModel } from '../../../../shared/model/openai-model.ts';
import { exception, startConverseServer, toolUse } from '../../../support/converse-server.ts';
import { functionCall, startOpenaiServer } from '../../../support/openai-server.ts';
import type { ScriptedServer } from '../../../support/scripted-server.ts';
import { temporaryFolder } from '../../local/support/temporary-folder.ts';

const closing: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const open of closing.splice(0)) await open.close();
});

function closeLater<T extends ScriptedServer | OpenaiProxy>(open: T): T {
  closing.push(open);
  return open;
}

describe('an OpenAI-compatible server behind the gateway', () => {
  const tools = [{ name: 'write_sql', description: 'Writes.', inputSchema: {} }];
  const ask = (baseUrl: string, prompt: string) => {
    const choice = ModelChoice.parse({ provider: 'openai', id: 'qwen', baseUrl });
    return createOpenaiModel(choice, async () => 'the-key').call({ system: 'Be brief.', prompt, tools });
  };

  it('is asked once and replayed from then on, through our own adapter', async () => {
    const server = closeLater(await startOpenaiServer(() => functionCall('write_sql', { sql: 'SELECT 1' })));
    const dir = join(await temporaryFolder(), 'recordings');
    const recording = closeLater(
      await startOpenaiProxy(createGateway({ record: recordingsIn(dir) }).gateway),
    );
    await ask(recording.addressOf(`${server.url}/v1`), 'How many?');
    const replaying = closeLater(
      await startOpenaiProxy(createGateway({ replay: earlierRecordings(dir) }).gateway),
    );

    const reply = await ask(replaying.addressOf('http://127.0.0.1:9/v1'), 'How many?');

    expect(reply).toMatchObject({ tool: 'write_sql', input: { sql: 'SELECT 1' }, use: { tokensIn: 100 } });
    expect(server.requests.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ['/v1/chat/completions', 'Bearer the-key'],
    ]);
  });

  it('gives a rejection that is not tried again when nothing is recorded', async () => {
    const dir = await temporaryFolder();
    const proxy = closeLater(
      await startOpenaiProxy(createGateway({ replay: earlierRecordings(dir) }).gateway),
    );

    await expect(ask(proxy.addressOf('http://127.0.0.1:9/v1'), 'How many?')).rejects.toMatchObject({
      name: 'ModelRejected',
    });
  });
});

describe('Bedrock behind the gateway', () => {
  const environment = { ...process.env };

  afterEach(() => {
    process.env = { ...environment };
  });

  function useServer(url: string): void {
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'someone',
      AWS_SECRET_ACCESS_KEY: 'something',
    });
  }

  const request = {
    system: [{ text: 'Be brief.' }],
    messages: [{ role: 'user', content: [{ text: 'How many?' }] }],
    inferenceConfig: { maxTokens: 100 },
  };
  const call: ModelCall = { operation: 'converse', modelId: 'amazon.nova-pro-v1:0', request };
  const forward = (one: ModelCall) =>
    bedrockForward({ sql: { id: 'amazon.nova-pro-v1:0', region: 'eu-central-1' } })(one);

  it('gets the same request, signed with the credentials of this shell for the region configured', async () => {
    const server = closeLater(await startConverseServer(() => toolUse('write_sql', { sql: 'SELECT 1' })));
    useServer(server.url);

    const answer = await forward(call);

    expect(answer).toMatchObject({
      status: 200,
      body: { stopReason: 'tool_use', usage: { inputTokens: 100, outputTokens: 10 } },
    });
    const [received] = server.requests;
    expect([received?.path, JSON.parse(received?.body ?? '')]).toEqual([
      '/model/amazon.nova-pro-v1%3A0/converse',
      request,
    ]);
    expect(received?.headers.authorization).toContain('/eu-central-1/bedrock/aws4_request');
  });

  it('gives its refusals under their own names', async () => {
    const server = closeLater(await startConverseServer(() => exception('ValidationException', 400)));
    useServer(server.url);

    expect(await forward(call)).toMatchObject({
      status: 400,
      headers: { 'x-amzn-errortype': 'ValidationException' },
    });
  });

  it('that is not there is unavailable, and so tried again', async () => {
    useServer('http://127.0.0.1:9');
    process.env.AWS_MAX_ATTEMPTS = '1';

    expect(await forward(call)).toMatchObject({
      status: 503,
      headers: { 'x-amzn-errortype': 'ServiceUnavailableException' },
    });
  });

  it('is not asked for the offline model', () => {
    expect(forward({ ...call, modelId: 'inquery.offline-v1' })).toBeUndefined();
  });
});
