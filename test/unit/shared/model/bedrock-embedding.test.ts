import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createModels } from '../../../../shared/model/bedrock-models.ts';
import { useAwsEndpoint } from '../../../support/aws-environment.ts';
import { exception, startConverseServer } from '../../../support/converse-server.ts';
import { embeddingChoice } from '../../../support/model-choices.ts';
import type { Answer, ScriptedServer } from '../../../support/scripted-server.ts';

describe('a Bedrock embedding model', () => {
  let server: ScriptedServer;
  let answer: Answer;

  beforeEach(async () => {
    // The vector says which text it is of, so that a mixed-up order shows.
    answer = ({ body }) => ({
      body: { embedding: [JSON.parse(body).inputText.length, 0], inputTextTokenCount: 5 },
    });
    server = await startConverseServer((request) => answer(request));
    useAwsEndpoint(server.url, 'BEDROCK_RUNTIME');
  });

  afterEach(() => server.close());

  const modelOf = (changes: object = {}) =>
    createModels(async () => undefined).embedding(embeddingChoice(changes));

  it('gives a vector for each text, in their order, and adds up the tokens', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => 'x'.repeat(index + 1));

    const { vectors, use } = await modelOf().embed(texts);

    expect(vectors.map(([first]) => first)).toEqual(texts.map(({ length }) => length));
    expect(use).toMatchObject({ tokensIn: 100, tokensOut: 0 });
  });

  it('asks for as many dimensions as are configured, of length 1', async () => {
    await modelOf({ dimensions: 512 }).embed(['a']);

    expect(JSON.parse(server.requests[0]?.body ?? '')).toMatchObject({ dimensions: 512, normalize: true });
  });

  it('sends Cohere many texts in one call', async () => {
    answer = ({ body }) => ({
      body: { embeddings: JSON.parse(body).texts.map((text: string) => [Number(text), 0]) },
    });
    const texts = Array.from({ length: 100 }, (_, index) => String(index));

    const { vectors } = await modelOf({ id: 'cohere.embed-english-v3' }).embed(texts);

    expect(server.requests).toHaveLength(2);
    expect(vectors.map(([first]) => first)).toEqual(texts.map(Number));
  });

  it('has an id that tells vectors of different lengths apart', () => {
    expect(modelOf({ dimensions: 256 }).id).not.toBe(modelOf({ dimensions: 512 }).id);
  });

  it.each([
    ['no JSON', 'amazon.titan', 'nonsense'],
    ['no vector', 'amazon.titan', { inputTextTokenCount: 5 }],
    ['too few vectors', 'cohere.embed', { embeddings: [[1, 0]] }],
  ])('calls an answer with %s ModelOutputInvalid', async (_, id, body) => {
    answer = () => ({ body });

    await expect(modelOf({ id }).embed(['a', 'b'])).rejects.toMatchObject({ name: 'ModelOutputInvalid' });
  });

  it('calls throttling by its name', async () => {
    answer = () => exception('ThrottlingException', 429);

    await expect(modelOf().embed(['a'])).rejects.toMatchObject({ name: 'ModelThrottled' });
  });

  it('embeds nothing without a call', async () => {
    expect((await modelOf().embed([])).vectors).toEqual([]);
    expect(server.requests).toEqual([]);
  });
});
