import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientEnvironment } from '../../local/stack/aws-clients.ts';
import { findVariable } from '../../local/stack/find-variable.ts';
import { newSigningKey, startTokenIssuer, type TokenIssuer } from '../support/token-issuer.ts';
import { apiClient } from './support/client.ts';
import { putConfiguration } from './support/put-configuration.ts';
import { type RunningStack, runStack } from './support/running-stack.ts';

const QUESTION = 'How many customers are there?';
const QUESTIONS_PER_MINUTE = 4;

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let running: RunningStack;
let issuer: TokenIssuer;

beforeAll(async () => {
  [running, issuer] = await Promise.all([runStack(), startTokenIssuer()]);
  const { issuer: iss, audience, jwksUrl } = issuer.configuration();
  const document = JSON.parse(await readFile(`${ROOT}inquery.config.json`, 'utf8'));
  await putConfiguration(running, {
    ...document,
    access: {
      jwt: { issuer: iss, audience, jwksUrl, rolesClaim: 'groups' },
      rateLimits: { questionsPerMinute: QUESTIONS_PER_MINUTE },
    },
  });
  await running.api.call('POST', '/v1/config/reload');
});

afterAll(async () => {
  await running?.stop();
  await issuer?.close();
});

/** A client that shows a token of the issuer instead of a key. */
function withToken(token: string) {
  const { call } = apiClient(running.stack.url, '');
  return (method: string, path: string, body?: unknown) =>
    call(method, path, body, { authorization: `Bearer ${token}` });
}

describe('a token of the configured issuer', () => {
  it('asks questions that are its subject’s own', async () => {
    const ann = withToken(await issuer.sign({ sub: 'ann', groups: ['analyst'] }));
    const bob = withToken(await issuer.sign({ sub: 'bob', groups: ['analyst'] }));

    const asked = await ann('POST', '/v1/questions', { question: QUESTION });
    const path = `/v1/questions/${asked.body.id}`;
    const [mine, theirs] = await Promise.all([ann('GET', `${path}?wait=20`), bob('GET', path)]);

    expect([asked.status, mine.body.status, theirs.status]).toEqual([202, 'ANSWERED', 404]);
    expect(mine.body.principal).toBe('jwt:ann');
  });

  it('is an admin’s by its claim of roles only', async () => {
    const admin = withToken(await issuer.sign({ groups: ['admin'] }));
    const analyst = withToken(await issuer.sign({ roles: ['admin'] }));

    expect((await admin('GET', '/v1/keys')).status).toBe(200);
    expect((await analyst('GET', '/v1/keys')).status).toBe(403);
  });

  it.each<[string, () => Promise<string> | string]>([
    ['signed by nobody known', async () => issuer.sign({}, await newSigningKey('first'))],
    ['expired', () => issuer.sign({ exp: 1_000 })],
    ['for another audience', () => issuer.sign({ aud: 'payroll' })],
    ['unsigned', () => 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4ifQ.'],
  ])('opens nothing when it is %s', async (_case, token) => {
    const { status, body } = await withToken(await token())('GET', '/v1/questions');

    expect([status, body.title]).toEqual([401, 'Unauthenticated']);
  });
});

describe('questions a minute', () => {
  it('are limited for each principal alone', async () => {
    const greedy = withToken(await issuer.sign({ sub: 'greedy', groups: ['analyst'] }));
    const modest = withToken(await issuer.sign({ sub: 'modest', groups: ['analyst'] }));
    // Twice as many as a minute allows: however the minutes fall, not all can pass.
    const asked = await Promise.all(
      Array.from({ length: 2 * QUESTIONS_PER_MINUTE + 1 }, () =>
        greedy('POST', '/v1/questions', { question: QUESTION, mode: 'sql' }),
      ),
    );

    const refused = asked.filter(({ status }) => status === 429);
    const other = await modest('POST', '/v1/questions', { question: QUESTION });

    expect(asked.filter(({ status }) => status === 202).length).toBeGreaterThanOrEqual(QUESTIONS_PER_MINUTE);
    expect(refused[0]?.body).toMatchObject({ title: 'TooManyRequests' });
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(other.status).toBe(202);
    expect(other.headers.get('ratelimit')).toMatch(/"questions";r=3;t=\d+$/);
  });
});

describe('npm run keys', () => {
  const keys = async (...words: string[]) => {
    const environment = { PATH: process.env.PATH, ...clientEnvironment(running.stack.urls) };
    const { stdout } = await run(
      process.execPath,
      ['commands/keys.ts', ...words, '--url', running.stack.url],
      {
        cwd: ROOT,
        env: environment,
      },
    );
    return stdout;
  };
  const opens = async (key: string) =>
    (await apiClient(running.stack.url, key).call('GET', '/v1/questions')).status === 200;

  it('creates, rotates and revokes keys', async () => {
    const created = JSON.parse(await keys('create', 'reports', '--role', 'analyst', '--json'));
    const rotated = JSON.parse(await keys('rotate', created.keyId, '--grace', '3600', '--json'));
    const inGrace = [await opens(created.key), await opens(rotated.key)];
    await keys('revoke', created.keyId);
    const after = [await opens(created.key), await opens(rotated.key)];
    const listed = await keys('list');

    expect([inGrace, after]).toEqual([
      [true, true],
      [false, true],
    ]);
    expect(listed).toMatch(new RegExp(`${rotated.keyId} +reports +analyst +active +never`));
    expect(listed).toMatch(new RegExp(`${created.keyId} +reports +analyst +revoked, rotated`));
    expect(listed).not.toContain('inq_');
  });

  it('says in plain words what the API refused', async () => {
    await expect(keys('revoke', '01JC0000000000000000000000')).rejects.toMatchObject({
      code: 1,
      stderr: 'NotFound: There is no such key.\n',
    });
  });

  it('makes the first key of a deployment, past its API', async () => {
    const table = findVariable(running.stack.resources, 'JOBS_TABLE');

    const created = JSON.parse(await keys('create', 'owner', '--role', 'admin', '--table', table, '--json'));
    const listed = await apiClient(running.stack.url, created.key).call('GET', '/v1/keys');

    expect(listed.status).toBe(200);
  });
});
