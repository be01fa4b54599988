import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { answerPrompt } from '../../local/bedrock/offline-model/answer-prompt.ts';
import { type RunningPostgres, startPostgres } from '../../local/postgres/start-postgres.ts';
import { temporaryFolder } from '../unit/local/support/temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const DATABASES: Readonly<Record<string, string>> = {
  shop: `CREATE TABLE goods (goods_id int PRIMARY KEY, name text, price numeric);
    INSERT INTO goods VALUES (1, 'tea', 4), (2, 'rice', 2), (3, 'salt', 2)`,
  School: `CREATE SCHEMA office CREATE TABLE teachers (teacher_id int PRIMARY KEY, name text, age int);
    INSERT INTO office.teachers VALUES (1, 'Ada', 40), (2, 'Max', 50)`,
};

const SUITE = [
  { id: 'count', db: 'shop', question: 'How many goods are there?', gold_sql: 'SELECT count(*) FROM goods' },
  {
    id: 'oldest',
    db: 'School',
    question: 'What is the highest age of a teacher?',
    gold_alternatives: ['SELECT min(age) FROM teachers', 'SELECT max(age) FROM teachers'],
    difficulty: 'easy',
  },
  {
    id: 'wrong',
    db: 'shop',
    question: 'What is the average price?',
    gold_sql: 'SELECT max(price) FROM goods',
  },
  { id: 'refused', db: 'shop', question: 'Which goods are the prettiest?', gold_sql: 'SELECT 1' },
  { id: 'broken', db: 'shop', question: 'How many goods cost 2?', gold_sql: 'SELECT nothing FROM goods' },
];
const OUTCOMES = { count: 'right', oldest: 'right', wrong: 'wrong', refused: 'refused', broken: 'failed' };

/** What the command leaves behind would be here: its temporary folders, and the processes that use them. */
let temporary: string;
let dir: string;
let postgres: RunningPostgres;
let url: string;

beforeAll(async () => {
  dir = await temporaryFolder();
  temporary = await temporaryFolder();
  postgres = await startPostgres({ dataDir: join(dir, 'postgres'), port: 0, durable: false });
  await onDatabase(
    postgres.url,
    "CREATE ROLE asker LOGIN PASSWORD 'secret'; GRANT pg_read_all_data TO asker",
  );
  for (const [name, sql] of Object.entries(DATABASES)) {
    await onDatabase(postgres.url, `CREATE DATABASE "${name}"`);
    await onDatabase(postgres.url.replace(/postgres$/, name), sql);
  }
  url = `postgres://asker:secret@127.0.0.1:${postgres.port}/{db}`;
});

afterAll(() => postgres?.stop());

async function onDatabase(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(sql);
  await client.end();
}

interface Run {
  readonly code: number | null;
  readonly rows: Record<string, unknown>[];
  readonly summary: Record<string, unknown>;
  readonly said: string;
}

function suiteFile(rows: readonly object[], name = 'suite.jsonl'): string {
  const path = join(dir, name);
  writeFileSync(path, rows.map((row) => JSON.stringify(row)).join('\n'));
  return path;
}

function startEval(words: readonly string[]) {
  return spawn(process.execPath, ['commands/eval.ts', '--url', url, ...words], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: '', TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function outcomeOf(child: ReturnType<typeof startEval>): Promise<Run> {
  const [printed, said] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const code =
    child.exitCode ?? (await new Promise<number | null>((resolve) => child.once('close', resolve)));
  const rows = printed
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const summary = rows.find((row) => row.summary) ?? {};
  return { code, rows: rows.filter((row) => !row.summary), summary, said };
}

const evaluate = (...words: string[]) => outcomeOf(startEval(words));

const outcomes = ({ rows }: Run) => Object.fromEntries(rows.map(({ id, outcome }) => [id, outcome]));

function processesLeft(): string[] {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && environmentOf(pid).includes(temporary));
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}

describe('npm run eval', () => {
  it('asks each question of its own database and judges the rows', async () => {
    const out = join(dir, 'first.jsonl');

    const run = await evaluate('--suite', suiteFile(SUITE), '--out', out);

    expect({ code: run.code, outcomes: outcomes(run), said: run.said }).toEqual({
      code: 0,
      outcomes: OUTCOMES,
      said: expect.stringContaining('right'),
    });
    expect(run.summary).toMatchObject({
      questions: 5,
      right: 2,
      byKind: { generation: 2, reference: 1 },
      byDifficulty: { easy: { questions: 1, right: 1 } },
    });
    expect(run.rows.find(({ id }) => id === 'broken')).toMatchObject({
      error: expect.stringContaining('column "nothing" does not exist'),
    });
    expect(run.rows.find(({ id }) => id === 'count')).toMatchObject({
      sql: expect.stringContaining('count(*)'),
      attempts: 1,
      tokens: expect.any(Number),
      ms: expect.any(Number),
    });
    expect([readdirSync(temporary), processesLeft()]).toEqual([[], []]);
    expect(readFileSync(out, 'utf8').trim().split('\n')).toHaveLength(6);
  });

  it('goes on where an earlier run ended, and asks again what failed', async () => {
    const out = join(dir, 'resumed.jsonl');
    const spent = { sql: 'kept', attempts: 1, tokens: 1, ms: 1 };
    const kept = { id: 'count', outcome: 'wrong', ...spent };
    const failed = { id: 'oldest', outcome: 'failed', ...spent };
    writeFileSync(out, `${JSON.stringify(kept)}\n${JSON.stringify(failed)}\n{"id":"wrong","outcome":"ri`);

    const run = await evaluate('--suite', suiteFile(SUITE), '--limit', '3', '--out', out, '--resume');

    expect(outcomes(run)).toEqual({ count: 'wrong', oldest: 'right', wrong: 'wrong' });
    expect(run.rows.map(({ id, sql }) => (sql === 'kept' ? id : null)).filter(Boolean)).toEqual(['count']);
  });

  it('ends with 1 when the baseline had a question right that is not any more', async () => {
    const spent = { sql: '', attempts: 1, tokens: 1, ms: 1 };
    const baseline = suiteFile(
      [
        { id: 'count', outcome: 'refused', ...spent },
        { id: 'wrong', outcome: 'right', ...spent },
      ],
      'baseline.jsonl',
    );

    const run = await evaluate('--suite', suiteFile(SUITE), '--limit', '3', '--baseline', baseline);

    expect(run).toMatchObject({
      code: 1,
      said: expect.stringContaining('lost   wrong: right -> wrong'),
      summary: { baseline: { losses: [{ id: 'wrong' }], gains: [{ id: 'count' }], added: ['oldest'] } },
    });
  });

  it('keeps what it has at Ctrl-C and leaves nothing running', async () => {
    const many = Array.from({ length: 2_000 }, (_, at) => ({ ...SUITE[0], id: `count-${at}` }));
    const out = join(dir, 'interrupted.jsonl');
    const child = startEval(['--suite', suiteFile(many, 'many.jsonl'), '--out', out]);
    const ended = outcomeOf(child);
    while (!(existsSync(out) && readFileSync(out, 'utf8').includes('count-2'))) await delay(20);

    child.kill('SIGINT');
    const run = await ended;

    const written = readFileSync(out, 'utf8').trim().split('\n');
    const { code, said } = run;
    expect({ code, said, interrupted: run.summary.interrupted, left: processesLeft() }).toEqual({
      code: 130,
      said: expect.stringContaining('Interrupted'),
      interrupted: true,
      left: [],
    });
    expect(readdirSync(temporary)).toEqual([]);
    expect(written.length).toBe(run.rows.length + 1);
    expect(run.summary.notAsked).toBe(2_000 - run.rows.length);
  });

  it('says what is wrong before it starts anything', async () => {
    const nowhere = await evaluate('--suite', join(dir, 'nowhere.jsonl'));
    const unknown = await evaluate('--suite', suiteFile([{ ...SUITE[0], db: 'nowhere' }], 'unknown.jsonl'));

    expect([nowhere.code, nowhere.said]).toEqual([1, expect.stringContaining('could not be read')]);
    expect([unknown.code, unknown.said]).toEqual([
      1,
      expect.stringContaining('database nowhere at 127.0.0.1'),
    ]);
    expect(unknown.said).not.toContain('secret');
  });

  it('replays what it recorded, and fails the question whose reply is missing', async () => {
    const recordings = join(dir, 'recordings');
    const suite = suiteFile(SUITE.slice(0, 3));
    const recorded = await evaluate('--suite', suite, '--record', recordings);
    for (const file of readdirSync(recordings)) {
      const { request } = JSON.parse(readFileSync(join(recordings, file), 'utf8'));
      const isToMiss = JSON.stringify(request).includes('average price');
      if (isToMiss) rmSync(join(recordings, file));
    }

    const replayed = await evaluate('--suite', suite, '--replay', recordings);

    expect([outcomes(recorded), outcomes(replayed)]).toEqual([
      { count: 'right', oldest: 'right', wrong: 'wrong' },
      { count: 'right', oldest: 'right', wrong: 'failed' },
    ]);
    expect(replayed.rows.find(({ id }) => id === 'wrong')).toMatchObject({
      kind: 'model',
      error: expect.stringContaining('There is no recorded reply to prompt'),
    });
  });

  it('lets another program answer the prompts, round by round', async () => {
    const files = { prompts: join(dir, 'prompts.jsonl'), replies: join(dir, 'replies.jsonl') };
    writeFileSync(files.replies, '');
    const suite = suiteFile(SUITE.slice(0, 2));
    const out = join(dir, 'rounds.jsonl');
    let rounds = 0;
    let run: Run;
    do {
      const exchange = ['--export-prompts', files.prompts, '--replies', files.replies];
      run = await evaluate('--suite', suite, '--out', out, '--resume', ...exchange);
      answerAll(files);
      rounds++;
    } while (run.rows.some(({ outcome }) => outcome === 'failed') && rounds < 5);

    expect(outcomes(run)).toEqual({ count: 'right', oldest: 'right' });
    expect(rounds).toBe(3);
  });
});

/** Another program: it has the prompts, and nothing else. */
function answerAll({ prompts, replies }: { prompts: string; replies: string }): void {
  for (const line of readFileSync(prompts, 'utf8').split('\n').filter(Boolean)) {
    const { key, request } = JSON.parse(line);
    const texts = [
      ...request.system,
      ...request.messages.flatMap((message: { content: object[] }) => message.content),
    ];
    const reply = answerPrompt({
      text: texts.map((block) => block.text ?? '').join('\n'),
      tools: request.toolConfig.tools.flatMap(
        (tool: { toolSpec?: { name: string } }) => tool.toolSpec?.name ?? [],
      ),
    });
    const answer = reply.kind === 'tool' ? { tool: reply.name, input: reply.input } : reply.text;
    writeFileSync(replies, `${JSON.stringify({ key, reply: answer })}\n`, { flag: 'a' });
  }
}
