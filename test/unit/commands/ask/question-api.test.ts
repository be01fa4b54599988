import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { followToEnd, questionApi } from '../../../../commands/ask/question-api.ts';

const ID = '01JD0000000000000000000000';

const view = (status: string, version: number) => ({
  id: ID,
  kind: 'question',
  status,
  version,
  question: 'How many customers are there?',
  source: 'northwind',
  mode: 'answer',
  principal: 'local',
  createdAt: '2026-11-20T00:00:00.000Z',
  attempts: [],
  steps: [],
  usage: { modelCalls: 0, tokensIn: 0, tokensOut: 0, tokensCached: 0, costUsd: 0 },
  links: {},
});

let server: Server;

/** A server that gives these answers in turn and notes what it was asked. */
async function serve(answers: [status: number, body: unknown][], asked: string[] = []): Promise<string> {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers['x-api-key']}`);
    const [status, body] = answers.shift() ?? [500, {}];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${Object(server.address()).port}`;
}

afterEach(() => void server.close());

describe('asking over HTTP', () => {
  it('follows a question by its version until it has ended', async () => {
    const asked: string[] = [];
    const url = await serve(
      [
        [202, view('SUBMITTED', 1)],
        [200, view('RUNNING', 2)],
        [200, view('ANSWERED', 5)],
      ],
      asked,
    );
    const api = questionApi(url, 'key');
    const seen: string[] = [];

    await followToEnd(api, await api.submit({ question: 'How many customers are there?' }), ({ status }) =>
      seen.push(status),
    );

    expect(seen).toEqual(['SUBMITTED', 'RUNNING', 'ANSWERED']);
    expect(asked).toEqual([
      'POST /v1/questions key',
      `GET /v1/questions/${ID}?wait=20&after=1 key`,
      `GET /v1/questions/${ID}?wait=20&after=2 key`,
    ]);
  });

  it('throws a refusal in words, the fields named', async () => {
    const url = await serve([
      [
        400,
        {
          type: 'urn:inquery:error:InvalidRequest',
          title: 'InvalidRequest',
          status: 400,
          detail: 'The request is malformed.',
          errors: [{ field: 'question', message: 'The question is empty.' }],
        },
      ],
    ]);
    const submitted = questionApi(url, 'key').submit({ question: '' });
    await expect(submitted).rejects.toThrow(
      'InvalidRequest: The request is malformed.\n  question: The question is empty.',
    );
  });

  it('cancels by the question’s id', async () => {
    const asked: string[] = [];
    const url = await serve([[200, view('CANCELLED', 3)]], asked);
    await questionApi(url, 'key').cancel(ID);
    expect(asked).toEqual([`POST /v1/questions/${ID}/cancel key`]);
  });
});
