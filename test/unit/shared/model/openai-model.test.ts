import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createModels } from '../../../../shared/model/bedrock-models.ts';
import { embeddingChoice, openaiChoice } from '../../../support/model-choices.ts';
import {
  embeddings,
  functionCall,
  serverError,
  startOpenaiServer,
  words,
} from '../../../support/openai-server.ts';
import type { Answer, ScriptedServer } from '../../../support/scripted-server.ts';

const tool = {
  name: 'write_sql',
  description: 'Gives the SQL.',
  inputSchema: { type: 'object', properties: { sql: { type: 'string' } }, required: ['sql'] },
};
const request = { system: 'You write SQL.', prompt: 'How many?', tools: [tool] };

let server: ScriptedServer;
let answer: ReturnType<Answer>;
let secret: unknown;

beforeEach(async () => {
  answer = functionCall('write_sql', { sql: 'SELECT 1' });
  secret = { apiKey: 'sk-test' };
  server = await startOpenaiServer(() => answer);
});

afterEach(() => server.close());

const models = () => createModels(async () => secret);
const sent = () => JSON.parse(server.requests[0]?.body ?? '{}');

describe('a model behind an OpenAI-compatible server', () => {
  const call = (changes: object = {}) =>
    models()
      .language(openaiChoice({ baseUrl: `${server.url}/v1`, ...changes }))
      .call(request);

  it('gives the function the model called and its arguments', async () => {
    expect(await call()).toMatchObject({ tool: 'write_sql', input: { sql: 'SELECT 1' } });
  });

  it('sends the prompt, the tools and the limits of the configuration', async () => {
    await call({ maxOutputTokens: 77 });

    expect(sent()).toMatchObject({
      model: 'local-model',
      temperature: 0,
      max_completion_tokens: 77,
      tool_choice: 'required',
      messages: [
        { role: 'system', content: 'You write SQL.' },
        { role: 'user', content: 'How many?' },
      ],
      tools: [{ type: 'function', function: { name: 'write_sql', parameters: { type: 'object' } } }],
    });
  });

  it('sends no temperature to a model that takes none', async () => {
    await call({ id: 'gpt-5-mini' });

    expect(sent()).not.toHaveProperty('temperature');
  });

  it('takes a base address with a slash at its end', async () => {
    await expect(call({ baseUrl: `${server.url}/v1/` })).resolves.toBeDefined();
  });

  it('shows the key of its secret, and none when it needs none', async () => {
    await call({ secretName: 'inquery/openai' });
    await call();

    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer sk-test',
      undefined,
    ]);
  });

  it('refuses to go without the key it is told to use', async () => {
    secret = { key: 'sk-test' };

    await expect(call({ secretName: 'inquery/openai' })).rejects.toMatchObject({
      name: 'ConfigInvalid',
      message: 'The secret inquery/openai has no apiKey.',
    });
  });

  it('refuses to go without an address', async () => {
    await expect(call({ baseUrl: undefined })).rejects.toMatchObject({ name: 'ConfigInvalid' });
  });

  it('prices cached tokens apart', async () => {
    answer = functionCall(
      'write_sql',
      {},
      {
        prompt_tokens: 1_000,
        completion_tokens: 10,
        prompt_tokens_details: { cached_tokens: 800 },
      },
    );

    const { use } = await call();

    expect(use).toMatchObject({ tokensIn: 1_000, tokensOut: 10, tokensCached: 800 });
    expect(use.costUsd).toBeCloseTo((200 * 3 + 800 * 0.3 + 10 * 15) / 1e6, 12);
  });

  it.each([
    [429, 'ModelThrottled'],
    [408, 'ModelTimeout'],
    [500, 'ModelUnavailable'],
    [503, 'ModelUnavailable'],
    [400, 'ModelRejected'],
    [401, 'ModelRejected'],
    [404, 'ModelRejected'],
  ])('calls the status %d %s, and keeps the words of the server to itself', async (status, name) => {
    answer = serverError(status);

    await expect(call()).rejects.toMatchObject({ name, message: expect.not.stringContaining('10.0.0.1') });
  });

  it('gives up a server that does not answer in time', async () => {
    answer = 'silence';

    await expect(call({ timeoutSeconds: 0.1 })).rejects.toMatchObject({ name: 'ModelTimeout' });
  });

  it.each([
    [
      'breaks off',
      async () => {
        answer = 'hang-up';
      },
    ],
    ['is not there', () => server.close()],
  ])('calls a server that %s ModelUnavailable', async (_, breakIt) => {
    await breakIt();

    await expect(call()).rejects.toMatchObject({ name: 'ModelUnavailable' });
  });

  it.each([
    ['is not JSON', { body: '<html>proxy</html>' }],
    ['is empty', { body: '' }],
    ['has no choices', { body: { choices: [] } }],
    ['is of another kind', { body: { error: 'x' } }],
  ])('calls an answer that %s ModelOutputInvalid', async (_, garbage) => {
    answer = garbage;

    await expect(call()).rejects.toMatchObject({ name: 'ModelOutputInvalid' });
  });

  it.each([
    ['words instead of a call', words('SELECT 1'), /without a tool call/],
    ['arguments that are not JSON', functionCall('write_sql', '{"sql": '), /not JSON/],
  ])('takes %s for no answer, but counts what they cost', async (_, reply, message) => {
    answer = reply;

    await expect(call()).rejects.toMatchObject({
      name: 'ModelOutputInvalid',
      message: expect.stringMatching(message),
      use: { tokensIn: 100, tokensOut: 10 },
    });
  });
});

describe('an embedding model behind an OpenAI-compatible server', () => {
  const embed = (...texts: readonly string[]) =>
    models()
      .embedding(embeddingChoice({ provider: 'openai', baseUrl: `${server.url}/v1` }))
      .embed(texts);

  it('gives the vectors in the order of the texts, whatever order they come in', async () => {
    answer = embeddings([1, 0], [0, 1]);

    const { vectors, use } = await embed('a', 'b');

    expect(vectors.map((vector) => [...vector])).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(use.tokensIn).toBe(7);
  });

  it('refuses fewer vectors than there are texts', async () => {
    answer = embeddings([1, 0]);

    await expect(embed('a', 'b')).rejects.toMatchObject({ name: 'ModelOutputInvalid' });
  });
});
