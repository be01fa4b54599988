import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import standing from '../../inquery.config.json' with { type: 'json' };
import { findVariable } from '../../local/stack/find-variable.ts';
import { startStack } from '../../local/stack.ts';
import type { QuestionView } from '../../shared/contracts/job.ts';
import { readPrompt } from '../../shared/prompts/file-prompts.ts';
import { apiClient } from './support/client.ts';
import { putConfiguration } from './support/put-configuration.ts';
import { type RunningStack, runStack } from './support/running-stack.ts';

type Order = Parameters<RunningStack['stack']['faults']['order']>[0];

describe('a dialogue', () => {
  let running: RunningStack;
  let conversations = 0;

  beforeAll(async () => {
    running = await runStack();
  });

  afterEach(() => running.stack.faults.clear());

  afterAll(() => running?.stop());

  const order = (orders: Order) => running.stack.faults.order(orders);
  const tool = (name: string, input: object) => ({
    kind: 'reply' as const,
    match: { tool: name },
    name,
    input,
  });
  const understood = (standaloneQuestion: string, more: object = {}) =>
    tool('classify', { intent: 'retrieval', standaloneQuestion, confidence: 0.9, ...more });
  const wrote = (sql: string) => tool('write_sql', { sql, assumptions: [], confidence: 0.9 });

  /** Asks in a conversation of its own. */
  const converse = (conversationId = `dialogue-${++conversations}`) => ({
    conversationId,
    say: (question: string) => running.api.ask(question, { conversationId }),
  });

  const exchangesOf = async ({ id }: QuestionView) => {
    const { s3 } = running.stack.clients;
    const Bucket = findVariable(running.stack.resources, 'DATA_BUCKET');
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: `jobs/${id}/exchanges/` }),
    );
    const texts = Contents.map(async ({ Key }) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return JSON.parse((await Body?.transformToString()) ?? '');
    });
    return (await Promise.all(texts)).flat();
  };

  it('of four turns is written out for each, and each is read with those before it', async () => {
    const { say, conversationId } = converse();
    order([
      understood('How many orders are there?'),
      wrote('SELECT count(*) AS orders FROM northwind.orders'),
      understood('How many orders were there in each year?'),
      wrote(
        'SELECT extract(year FROM order_date)::int4 AS year, count(*) AS orders FROM northwind.orders GROUP BY 1 ORDER BY 1',
      ),
      understood('How many orders were there in each year for ship country Germany?'),
      wrote(
        "SELECT extract(year FROM order_date)::int4 AS year, count(*) AS orders FROM northwind.orders WHERE ship_country = 'Germany' GROUP BY 1 ORDER BY 1",
      ),
      understood('How many orders were there in 2024 for ship country Germany?'),
      wrote(
        "SELECT count(*) AS orders FROM northwind.orders WHERE ship_country = 'Germany' AND order_date >= DATE '2024-01-01' AND order_date < DATE '2025-01-01'",
      ),
    ]);

    const turns = [];
    for (const question of [
      'How many orders are there?',
      'and by year?',
      'only Germany',
      'what about 2024?',
    ]) {
      turns.push(await say(question));
    }

    expect(turns.map(({ status, standaloneQuestion }) => [status, standaloneQuestion])).toEqual([
      ['ANSWERED', 'How many orders are there?'],
      ['ANSWERED', 'How many orders were there in each year?'],
      ['ANSWERED', 'How many orders were there in each year for ship country Germany?'],
      ['ANSWERED', 'How many orders were there in 2024 for ship country Germany?'],
    ]);
    const last = turns[3] as QuestionView;
    const byYear = turns[2]?.rows ?? [];
    expect(byYear.find(([year]) => year === 2024)?.[1]).toBe(last.rows?.[0]?.[0]);
    const [reading] = (await exchangesOf(last)).filter(({ used }) => used.startsWith('classify@'));
    expect(reading.prompt.match(/^Q: .*$/gm)).toEqual(
      turns.slice(0, 3).map(({ standaloneQuestion }) => `Q: ${standaloneQuestion}`),
    );
    const listed = await running.api.call('GET', `/v1/conversations/${conversationId}`);
    expect(Object(listed.body).questions.map(({ question }: QuestionView) => question)).toEqual(
      turns.map(({ question }) => question),
    );
  });

  it('of four turns goes on with the offline model', async () => {
    const { say } = converse();

    const turns = [];
    for (const question of [
      'How many orders were there in 2023?',
      'and by ship country?',
      'what about 2024?',
      'as a pie chart',
    ]) {
      turns.push(await say(question));
    }

    expect(turns.map(({ status, standaloneQuestion }) => [status, standaloneQuestion])).toEqual([
      ['ANSWERED', 'How many orders were there in 2023?'],
      ['ANSWERED', 'How many orders were there in 2023 by ship country?'],
      ['ANSWERED', 'How many orders were there in 2024 by ship country?'],
      ['ANSWERED', 'How many orders were there in 2024 by ship country as a pie chart?'],
    ]);
  });

  it('is seen by nobody else, whatever they call their conversation', async () => {
    const { say, conversationId } = converse();
    await say('How many orders were there in 2023?');
    const stranger = { principalId: 'somebody-else', roles: ['analyst'] };
    const { body } = await running.api.call('POST', '/v1/keys', stranger);
    const theirs = apiClient(running.stack.url, String(body.key));

    const asked = await theirs.ask('How many orders were there in 2024?', { conversationId });
    const listed = await theirs.call('GET', `/v1/conversations/${conversationId}`);

    const [reading] = await exchangesOf(asked);
    expect(reading.prompt).not.toContain('<conversation>');
    expect(Object(listed.body).questions.map(({ id }: QuestionView) => id)).toEqual([asked.id]);
  });

  it('asks back what only the schema shows to be open, and completes the question by the answer', async () => {
    const { say } = converse();

    const asked = await say('Total revenue by country');
    const answered = await say('2');
    const further = await say('and in 2024?');

    expect(asked).toMatchObject({
      status: 'NEEDS_CLARIFICATION',
      clarification: { question: 'What is meant by "country"?' },
    });
    const second = asked.clarification?.choices[1];
    expect(answered).toMatchObject({
      status: 'ANSWERED',
      question: '2',
      standaloneQuestion: `Total revenue by ${second}`,
    });
    expect(answered.rowCount).toBeGreaterThan(1);
    expect(further).toMatchObject({
      status: 'ANSWERED',
      standaloneQuestion: expect.stringContaining(String(second)),
    });
  });

  it('asks back once, and takes free words for the answer', async () => {
    const { say } = converse();
    const clarification = { question: 'Net or gross?', choices: ['net', 'gross'] };
    order([
      understood('Sales?', { clarification }),
      understood('Sales before discounts?', { clarification }),
      wrote('SELECT sum(unit_price * quantity) AS sales FROM northwind.order_details'),
    ]);

    const asked = await say('Sales?');
    const answered = await say('before discounts');

    expect(asked).toMatchObject({ status: 'NEEDS_CLARIFICATION', clarification });
    expect(answered).toMatchObject({ status: 'ANSWERED', standaloneQuestion: 'Sales before discounts?' });
    const [reading] = await exchangesOf(answered);
    expect(reading.prompt).toContain('A: Net or gross? (1: net; 2: gross)');
  });

  it('has an answer to questions about the system, without SQL', async () => {
    const abilities = await running.api.ask('What can you do?');
    const tables = await running.api.ask('Which tables do you have?');

    expect(abilities).toMatchObject({ status: 'REPLIED', answer: expect.stringContaining('write SQL') });
    expect(tables).toMatchObject({
      status: 'REPLIED',
      answer: expect.stringMatching(/northwind\.customers.*trading company/s),
    });
    expect([abilities.sql, tables.sql]).toEqual([undefined, undefined]);
  });

  it.each([
    ['Wie viele Kunden gibt es?', 'lese nur Englisch'],
    ['Combien de clients avons-nous ?', 'que l’anglais'],
    ['¿Cuántos clientes hay?', 'solo leo inglés'],
  ])('in another language is declined by the offline model in that language: %s', async (question, said) => {
    expect(await running.api.ask(question)).toMatchObject({
      status: 'REFUSED',
      error: { name: 'NotAnswerable', message: expect.stringContaining(said) },
    });
  });

  it('in another language reaches a model as it is, and comes back in it', async () => {
    const question = 'Wie viele Kunden gibt es?';
    order([
      understood(question),
      wrote('SELECT count(*) AS kunden FROM northwind.customers'),
      tool('explain', { answer: 'Es gibt 91 Kunden.' }),
    ]);

    const view = await running.api.ask(question);

    expect(view).toMatchObject({ status: 'ANSWERED', answer: 'Es gibt 91 Kunden.' });
    const prompts = (await exchangesOf(view)).map(({ prompt }) => prompt);
    expect(prompts.filter((prompt) => prompt.includes(question))).toHaveLength(3);
  });

  it('draws the chart that was asked for, or says that there is none', async () => {
    const sql =
      'SELECT s.company_name AS shipper, count(*) AS orders FROM northwind.orders o JOIN northwind.shippers s ON s.shipper_id = o.ship_via GROUP BY 1 ORDER BY 2 DESC';
    const seen = { intent: 'visualisation' };
    order([
      understood('Orders per shipper as a pie chart', seen),
      wrote(sql),
      understood('Draw the number of customers', seen),
      wrote('SELECT count(*) AS customers FROM northwind.customers'),
    ]);

    const pie = await running.api.ask('Orders per shipper as a pie chart');
    const none = await running.api.ask('Draw the number of customers');

    expect(pie.chart).toMatchObject({ mark: { type: 'arc' } });
    expect(none.chart).toBeNull();
    expect(none.assumptions).toContain('No chart is drawn: these rows cannot be shown as one.');
  });

  it('says when the last place of a ranking is shared', async () => {
    const ranked = (limit: number) =>
      `SELECT p.product_name, p.unit_price < 0 AS rank FROM northwind.products p ORDER BY rank, p.product_name LIMIT ${limit}`;
    order([wrote(ranked(3)), wrote(ranked(77))]);

    const tied = await running.api.ask('The first 3 products');
    const all = await running.api.ask('The first 77 products');

    const notice = 'The last place is shared: more rows have the same value as the last one shown.';
    expect([tied.rowCount, tied.assumptions?.includes(notice)]).toEqual([3, true]);
    expect(tied.answer).toContain('The last place is shared');
    expect([all.rowCount, all.assumptions?.includes(notice)]).toEqual([77, false]);
  });

  it('names with every step the text of the prompts it sent', async () => {
    const view = await running.api.ask('How many shippers are there?');

    const used = Object.assign({}, ...view.steps.map(({ prompts }) => prompts));
    expect(used).toEqual({
      classify: readPrompt('classify').version,
      'sql-postgres': readPrompt('sql-postgres').version,
      explain: readPrompt('explain').version,
    });
  });

  it('uses configured prompts that are whole, and shows what is wrong with others', async () => {
    const explain = ['Answer like a pirate.', '---', '{{question}}', '{{sql}}', '{{rows}}', '{{attempts}}'];
    await putConfiguration(running, {
      ...standing,
      prompts: { explain, 'sql-postgres': 'Write SQL.\n---\n{{schema}}\n{{question}}' },
    });
    await running.api.call('POST', '/v1/config/reload');
    try {
      const { body } = await running.api.call('GET', '/v1/config');

      expect(Object(body).prompts).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ name: 'explain', origin: 'configured' }),
          {
            name: 'sql-postgres',
            origin: 'built-in',
            version: readPrompt('sql-postgres').version,
            problem: expect.stringContaining('lacks {{metrics}}, {{values}}, {{examples}}, {{date}}'),
          },
        ]),
      );
    } finally {
      await putConfiguration(running, standing);
      await running.api.call('POST', '/v1/config/reload');
    }
  });

  it('goes on after the stack was started again', async () => {
    const conversationId = 'dialogue-restarted';
    await running.api.ask('How many orders were there in 2023?', { conversationId });
    await running.stack.stop();
    const again = await startStack({
      dir: join(running.dir, 'stack'),
      port: 0,
      database: { url: running.readerUrl },
      durable: false,
      log: () => {},
    });
    try {
      const followed = await apiClient(again.url).ask('and by month?', { conversationId });

      expect(followed).toMatchObject({
        status: 'ANSWERED',
        standaloneQuestion: 'How many orders were there in 2023 by month?',
        rowCount: 12,
      });
    } finally {
      await again.stop();
    }
  });
});
