import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Attempt } from '../../../../shared/contracts/job.ts';
import {
  generateSql,
  type QuestionToAnswer,
  reflectSql,
} from '../../../../shared/generation/generate-sql.ts';
import { UnusableReply } from '../../../../shared/model/unusable-reply.ts';
import { InqueryError } from '../../../../shared/platform/inquery-error.ts';
import { readPrompt } from '../../../../shared/prompts/file-prompts.ts';
import { type RecordingObserver, recordingObserver } from '../../../support/model-observer.ts';
import { scriptedModel } from '../../../support/scripted-model.ts';

const asked: QuestionToAnswer = {
  question: 'How many orders are there?',
  askedAt: '2026-01-02T03:04:05.000Z',
  context: {
    dialect: 'postgres',
    schema: 'CREATE TABLE shop.orders ();',
    tables: ['shop.orders'],
    tokens: 9,
  },
};
const writes = (sql: string, changes: object = {}) => ({
  tool: 'write_sql',
  input: { sql, assumptions: [], confidence: 0.9, ...changes },
});
const USE = { model: 'm', tokensIn: 5, tokensOut: 5, tokensCached: 0, costUsd: 1 };

let observer: RecordingObserver;

beforeEach(() => {
  observer = recordingObserver();
});

describe('generateSql', () => {
  const warned = {
    ...asked,
    context: {
      ...asked.context,
      metrics: 'take: = sum(a) over shop.orders',
      warnings: ['Names may mislead.'],
    },
  };

  it('shows the model the metrics that were chosen', async () => {
    const model = scriptedModel(writes('SELECT 1'));

    await generateSql(model, warned, observer);

    expect(model.requests[0]?.prompt).toContain('<metrics>\ntake: = sum(a) over shop.orders\n</metrics>');
  });

  it('says with every answer, and every refusal, what the source makes uncertain', async () => {
    const answered = scriptedModel(writes('SELECT 1', { assumptions: ['All years.'] }));
    const refused = scriptedModel({ tool: 'cannot_answer', input: { reason: 'No such table.' } });

    expect((await generateSql(answered, warned, observer)).assumptions).toEqual([
      'Names may mislead.',
      'All years.',
    ]);
    await expect(generateSql(refused, warned, observer)).rejects.toThrow('No such table. Names may mislead.');
  });

  it('gives the SQL with what was assumed and how sure the model is', async () => {
    const model = scriptedModel(writes('SELECT 1', { assumptions: ['All years.'] }));

    expect(await generateSql(model, asked, observer)).toEqual({
      sql: 'SELECT 1',
      assumptions: ['All years.'],
      confidence: 0.9,
    });
  });

  it('shows the model the schema, the day and the question, each in its block', async () => {
    const model = scriptedModel(writes('SELECT 1'));

    await generateSql(model, asked, observer);

    const { prompt = '', tools = [] } = model.requests[0] ?? {};
    expect(prompt).toContain('<schema>\nCREATE TABLE shop.orders ();\n</schema>');
    expect(prompt).toContain('<date>\n2026-01-02\n</date>');
    expect(prompt).toContain('<question>\nHow many orders are there?\n</question>');
    expect(tools.map(({ name }) => name)).toEqual(['write_sql', 'cannot_answer', 'ask_back']);
  });

  it.each(['SELECT 1;', '  SELECT 1 ; \n'])('takes the semicolon and the blanks off %j', async (written) => {
    expect((await generateSql(scriptedModel(writes(written)), asked, observer)).sql).toBe('SELECT 1');
  });

  it('does without assumptions a model leaves out or calls null', async () => {
    const model = scriptedModel(
      writes('SELECT 1', { assumptions: undefined }),
      writes('SELECT 1', { assumptions: null }),
    );

    expect((await generateSql(model, asked, observer)).assumptions).toEqual([]);
    expect((await generateSql(model, asked, observer)).assumptions).toEqual([]);
  });

  it("refuses with the model's own reason when the tables cannot answer", async () => {
    const model = scriptedModel({ tool: 'cannot_answer', input: { reason: 'There is no weather here.' } });

    await expect(generateSql(model, asked, observer)).rejects.toMatchObject({
      name: 'NotAnswerable',
      message: 'There is no weather here.',
    });
  });

  it.each([
    ['a tool that was not offered', { tool: 'drop_table', input: {} }, 'drop_table'],
    ['no SQL', { tool: 'write_sql', input: { confidence: 1 } }, 'sql'],
    ['SQL that is no text', writes('', { sql: 1 }), 'sql'],
    ['SQL beyond all measure', writes('x'.repeat(8_001)), 'sql'],
    ['a confidence beyond 1', writes('SELECT 1', { confidence: 95 }), 'confidence'],
    ['no reason', { tool: 'cannot_answer', input: {} }, 'reason'],
    ['an input that is no object', { tool: 'write_sql', input: 'SELECT 1' }, 'its input'],
    ['no input', { tool: 'write_sql', input: null }, 'its input'],
  ])('calls %s ModelOutputInvalid and names it', async (_, reply, named) => {
    await expect(generateSql(scriptedModel(reply), asked, observer)).rejects.toMatchObject({
      name: 'ModelOutputInvalid',
      message: expect.stringContaining(named),
    });
  });

  it('asks back when the model does, with what is to be said of the data, as JSON', async () => {
    const clarification = { question: 'Whose country?', choices: ['of customers', 'of orders'] };
    const model = scriptedModel({ tool: 'ask_back', input: clarification });

    const warnings = ['The glossary is missing.'];
    const asking = generateSql(model, { ...asked, context: { ...asked.context, warnings } }, observer);

    await expect(asking).rejects.toMatchObject({
      name: 'NeedsClarification',
      message: JSON.stringify({ clarification, assumptions: warnings }),
    });
  });

  it.each([
    ['postgres', 'PostgreSQL'],
    ['redshift', 'Amazon Redshift'],
    ['athena', 'Athena (Trino)'],
  ] as const)('writes for %s by its own prompt, whose version it tells', async (dialect, named) => {
    const model = scriptedModel(writes('SELECT 1'));

    await generateSql(model, { ...asked, context: { ...asked.context, dialect } }, observer);

    const { version } = readPrompt(`sql-${dialect}`);
    expect(model.requests[0]?.system).toMatch(`You write one ${named} query`);
    expect(model.requests[0]?.prompt).toContain('<schema>');
    expect(observer.prompts).toEqual([`sql-${dialect}@${version}`]);
    expect(observer.exchanges[0]?.used).toBe(`sql-${dialect}@${version}`);
  });

  it('tells of the use and the exchange even when the reply is of no use', async () => {
    const model = scriptedModel({ tool: 'write_sql', input: { nothing: 1 } });

    await generateSql(model, asked, observer).catch(() => undefined);

    expect(observer.uses).toHaveLength(1);
    expect(observer.exchanges[0]).toMatchObject({
      prompt: expect.stringContaining('<question>'),
      reply: { tool: 'write_sql', input: { nothing: 1 } },
    });
  });

  it('tells of the use and the exchange when no tool was called', async () => {
    const model = scriptedModel(new UnusableReply('Words.', USE, ['words']));

    await expect(generateSql(model, asked, observer)).rejects.toMatchObject({ name: 'ModelOutputInvalid' });

    expect(observer.uses).toEqual([USE]);
    expect(observer.exchanges[0]?.reply).toEqual(['words']);
  });

  it('has nothing to tell of a call that never came to a reply', async () => {
    const model = scriptedModel(new InqueryError('ModelThrottled', 'Busy.'));

    await expect(generateSql(model, asked, observer)).rejects.toMatchObject({ name: 'ModelThrottled' });

    expect([observer.uses, observer.exchanges, observer.sqls]).toEqual([[], [], []]);
  });
});

describe('reflectSql', () => {
  const attempts: Attempt[] = [
    {
      sql: "SELECT naem FROM shop.orders WHERE city = 'Bonn'",
      error: { name: 'UnknownColumn', message: 'column "naem" does not exist' },
    },
    { sql: 'SELECT 2', error: { name: 'StatementTimeout', message: 'slow' } },
  ];
  const reflect = (written: string) => reflectSql(scriptedModel(writes(written)), asked, attempts, observer);

  it("shows every attempt with the database's own words, the last one last", async () => {
    const model = scriptedModel(writes('SELECT 3'));

    await reflectSql(model, asked, attempts, observer);

    expect(model.requests[0]?.prompt).toContain(
      [
        '<attempts>',
        '1.',
        "SELECT naem FROM shop.orders WHERE city = 'Bonn'",
        'error: UnknownColumn: column "naem" does not exist',
        '2.',
        'SELECT 2',
        'error: StatementTimeout: slow',
        '</attempts>',
      ].join('\n'),
    );
  });

  it.each(['SELECT 2', 'select  2 ;', "SELECT naem\n  FROM shop.orders\n  WHERE city = 'Bonn'"])(
    'does not take SQL that failed before: %j',
    async (written) => {
      await expect(reflect(written)).rejects.toMatchObject({ name: 'ModelOutputInvalid' });
    },
  );

  it.each([
    "SELECT naem FROM shop.orders WHERE city = 'BONN'",
    "SELECT naem FROM shop.orders WHERE city = 'Bonn '",
    'SELECT "Naem" FROM shop.orders',
    'SELECT 22',
  ])('takes SQL that is not the same: %j', async (written) => {
    expect((await reflect(written)).sql).toBe(written);
  });

  const nothing = { name: 'SuspiciousEmptyResult', message: 'nothing', detail: "most like 'Bon': 'Bonn'" };

  it('shows what the error was told with, such as stored values', async () => {
    const model = scriptedModel(writes('SELECT 3'));

    await reflectSql(model, asked, [{ sql: 'SELECT 1', error: nothing }], observer);

    expect(model.requests[0]?.prompt).toContain(
      "error: SuspiciousEmptyResult: nothing\nmost like 'Bon': 'Bonn'\n</attempts>",
    );
  });

  it('takes the same SQL again where it merely found nothing: the model stands by it', async () => {
    const tried = [...attempts, { sql: 'SELECT 4', error: nothing }];
    const again = (sql: string) => reflectSql(scriptedModel(writes(sql)), asked, tried, observer);

    expect((await again('SELECT 4')).sql).toBe('SELECT 4');
    await expect(again('SELECT 2')).rejects.toMatchObject({ name: 'ModelOutputInvalid' });
  });

  it('puts SQL on record before it is turned down for having failed before', async () => {
    await reflect('SELECT 2').catch(() => undefined);

    expect(observer.sqls).toEqual(['SELECT 2']);
  });

  it('may find that the question cannot be answered after all', async () => {
    const model = scriptedModel({ tool: 'cannot_answer', input: { reason: 'No such data.' } });

    await expect(reflectSql(model, asked, attempts, observer)).rejects.toMatchObject({
      name: 'NotAnswerable',
    });
  });
});
