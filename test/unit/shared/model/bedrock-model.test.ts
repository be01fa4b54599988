import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ModelChoice } from '../../../../shared/contracts/configuration.ts';
import { createModels } from '../../../../shared/model/bedrock-models.ts';
import { useAwsEndpoint } from '../../../support/aws-environment.ts';
import { exception, spoken, startConverseServer, toolUse } from '../../../support/converse-server.ts';
import { bedrockChoice } from '../../../support/model-choices.ts';
import type { Answer, ScriptedServer } from '../../../support/scripted-server.ts';

const tool = {
  name: 'write_sql',
  description: 'Gives the SQL.',
  inputSchema: { type: 'object', properties: { sql: { type: 'string' } }, required: ['sql'] },
};
const request = { system: 'You write SQL.', prompt: 'How many?', tools: [tool] };

describe('a Bedrock model', () => {
  let server: ScriptedServer;
  let answer: ReturnType<Answer>;

  beforeEach(async () => {
    answer = toolUse('write_sql', { sql: 'SELECT 1' });
    server = await startConverseServer(() => answer);
    useAwsEndpoint(server.url, 'BEDROCK_RUNTIME');
  });

  afterEach(() => server.close());

  const call = (choice: ModelChoice = bedrockChoice(), changes: object = {}) =>
    createModels(() => Promise.reject(new Error('no secret is needed')))
      .language(choice)
      .call({ ...request, ...changes });
  const sent = () => JSON.parse(server.requests[0]?.body ?? '{}');

  it('gives the tool the model called and its input as it was written', async () => {
    expect(await call()).toMatchObject({ tool: 'write_sql', input: { sql: 'SELECT 1' } });
  });

  it('asks the model of the configuration, with its limits and the tools as JSON schema', async () => {
    await call(bedrockChoice({ id: 'amazon.nova-lite', maxOutputTokens: 77 }));

    expect(server.requests[0]?.path).toBe('/model/amazon.nova-lite/converse');
    expect(sent()).toMatchObject({
      system: [{ text: 'You write SQL.' }],
      messages: [{ role: 'user', content: [{ text: 'How many?' }] }],
      inferenceConfig: { maxTokens: 77, temperature: 0 },
      toolConfig: {
        toolChoice: { any: {} },
        tools: [{ toolSpec: { inputSchema: { json: { properties: { sql: { type: 'string' } } } } } }],
      },
    });
  });

  it('forces no tool on a model that cannot be forced', async () => {
    await call(bedrockChoice({ id: 'meta.llama3' }));

    expect(sent().toolConfig).not.toHaveProperty('toolChoice');
  });

  it('marks long words that never change to be cached, and short ones not', async () => {
    await call(bedrockChoice(), { system: 'x'.repeat(4 * 1_024) });
    await call(bedrockChoice());

    const cachePoints = server.requests.map(({ body }) => JSON.parse(body).system.length - 1);
    expect(cachePoints).toEqual([1, 0]);
  });

  it('counts cached tokens among the input and prices them apart', async () => {
    const usage = { inputTokens: 100, outputTokens: 10, totalTokens: 2_110, cacheReadInputTokens: 2_000 };
    answer = toolUse('write_sql', {}, usage);

    const { use } = await call();

    expect(use).toMatchObject({ tokensIn: 2_100, tokensOut: 10, tokensCached: 2_000 });
    expect(use.costUsd).toBeCloseTo((100 * 3 + 2_000 * 0.3 + 10 * 15) / 1e6, 12);
  });

  it('counts tokens written to the cache among the input', async () => {
    answer = toolUse(
      'write_sql',
      {},
      { inputTokens: 100, outputTokens: 10, totalTokens: 1_110, cacheWriteInputTokens: 1_000 },
    );

    expect((await call()).use).toMatchObject({ tokensIn: 1_100, tokensCached: 0 });
  });

  it.each([
    ['ThrottlingException', 429, 'ModelThrottled'],
    ['ServiceQuotaExceededException', 400, 'ModelThrottled'],
    ['ServiceUnavailableException', 503, 'ModelUnavailable'],
    ['InternalServerException', 500, 'ModelUnavailable'],
    ['ModelNotReadyException', 429, 'ModelUnavailable'],
    ['ModelErrorException', 424, 'ModelUnavailable'],
    ['ModelTimeoutException', 408, 'ModelTimeout'],
    ['ValidationException', 400, 'ModelRejected'],
    ['AccessDeniedException', 403, 'ModelRejected'],
    ['ResourceNotFoundException', 404, 'ModelRejected'],
    ['UnrecognizedClientException', 403, 'ModelRejected'],
    ['NeverHeardOfException', 418, 'ModelUnavailable'],
  ])('calls %s (%d) %s, and keeps the words of Amazon to itself', async (name, status, expected) => {
    answer = exception(name, status);

    await expect(call()).rejects.toMatchObject({
      name: expected,
      message: expect.not.stringContaining('secret-account'),
    });
  });

  it('tries once only: the state machine retries, so that every call is on record', async () => {
    answer = exception('ThrottlingException', 429);

    await call().catch(() => undefined);

    expect(server.requests).toHaveLength(1);
  });

  it('gives up a model that does not answer in time', async () => {
    answer = 'silence';

    await expect(call(bedrockChoice({ timeoutSeconds: 0.1 }))).rejects.toMatchObject({
      name: 'ModelTimeout',
    });
  });

  it('calls a connection that breaks off ModelUnavailable', async () => {
    answer = 'hang-up';

    await expect(call()).rejects.toMatchObject({ name: 'ModelUnavailable' });
  });

  it('calls a server that is not there ModelUnavailable', async () => {
    await server.close();

    await expect(call()).rejects.toMatchObject({ name: 'ModelUnavailable' });
  });

  it('takes words instead of a tool call for no answer, but counts what they cost', async () => {
    answer = spoken('SELECT 1');

    await expect(call()).rejects.toMatchObject({
      name: 'ModelOutputInvalid',
      use: { tokensIn: 100, tokensOut: 10 },
      reply: [{ text: 'SELECT 1' }],
    });
  });

  it('calls an answer that is not JSON ModelUnavailable', async () => {
    answer = { body: '<html>proxy</html>' };

    await expect(call()).rejects.toMatchObject({ name: 'ModelUnavailable' });
  });
});
