import { describe, expect, it } from '@jest/globals';
import { runQuestion, SUBSTITUTIONS } from './support/run-question.ts';
import { always, fail, reply } from './support/script.ts';
import { EXPLANATION, SNAPSHOT, SQL, TASK_CONTRACTS } from './support/task-contracts.ts';

const ME = 'arn:aws:states:us-east-1:000000000000:execution:definition:01JC0000000000000000000000';
const KEY = { pk: { S: 'JOB#01JC0000000000000000000000' }, sk: { S: 'JOB' } };

describe('What the question machine writes into the job', () => {
  it('starts it once, and again only for the same execution', async () => {
    const { writes } = await runQuestion();

    expect(writes[0]?.input).toEqual({
      TableName: SUBSTITUTIONS.JobsTable,
      Key: KEY,
      UpdateExpression:
        'SET #status = :running, startedAt = if_not_exists(startedAt, :now), executionArn = :me, version = version + :one',
      ConditionExpression: '#status = :submitted OR (#status = :running AND executionArn = :me)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':running': { S: 'RUNNING' },
        ':submitted': { S: 'SUBMITTED' },
        ':now': { S: '2026-01-01T00:00:00.000Z' },
        ':me': { S: ME },
        ':one': { N: '1' },
      },
    });
  });

  it('ends it once, and again only for the execution that ended it', async () => {
    const { writes } = await runQuestion();

    expect(writes[1]?.input).toMatchObject({
      TableName: SUBSTITUTIONS.JobsTable,
      Key: KEY,
      ConditionExpression: 'attribute_exists(openKind) OR endedBy = :me',
      ExpressionAttributeValues: { ':status': { S: 'ANSWERED' }, ':me': { S: ME }, ':one': { N: '1' } },
    });
    expect(writes).toHaveLength(2);
  });

  it('keeps answer, SQL, snapshot, chart, assumptions and confidence', async () => {
    const chart = { mark: 'bar', data: { name: 'rows' }, layer: [] };

    const { ended } = await runQuestion({
      script: {
        Explain: [
          reply({ answer: 'There are 91 customers.', chart, assumptions: ['Every row is a customer.'] }),
        ],
      },
    });

    expect(ended).toEqual({
      status: 'ANSWERED',
      ending: {
        answer: 'There are 91 customers.',
        sql: SQL,
        explanation: EXPLANATION,
        snapshot: SNAPSHOT,
        chart,
        assumptions: ['Every row is a customer.'],
        confidence: 0.9,
      },
    });
  });

  it.each([[[]], [['one']], [['one', 'two']]])('keeps the assumptions %j as a list', async (assumptions) => {
    const explained = { ...Object(TASK_CONTRACTS.Explain?.reply), assumptions };

    const { ended } = await runQuestion({ script: { Explain: [reply(explained)] } });

    expect(ended?.ending.assumptions).toEqual(assumptions);
  });

  it('keeps the SQL without rows when only SQL was asked for', async () => {
    const { ended } = await runQuestion({ job: { mode: 'sql' } });

    expect(ended?.ending).toEqual({
      answer: 'The SQL is written and checked; it was not run.',
      sql: SQL,
      explanation: EXPLANATION,
      assumptions: ['Every row is a customer.'],
      confidence: 0.9,
    });
  });

  it('keeps the rows when no sentence could be written about them', async () => {
    const { ended } = await runQuestion({ script: { Explain: always(fail('ModelUnavailable')) } });

    expect(ended?.ending).toMatchObject({
      answer: 'The query returned 1 row; no sentence could be written about it.',
      sql: SQL,
      snapshot: SNAPSHOT,
      chart: null,
    });
  });

  it('keeps the question to ask back, with its choices as a list', async () => {
    const clarification = { question: 'Which year?', choices: ['2024'] };
    const classified = { ...Object(TASK_CONTRACTS.ClassifyIntent?.reply), clarification };

    const { ended } = await runQuestion({ script: { ClassifyIntent: [reply(classified)] } });

    expect(ended?.ending).toEqual({ clarification });
  });

  it('keeps what the writer of the SQL asks back', async () => {
    const clarification = { question: 'Whose country?', choices: ["the customer's", "the order's"] };
    const ending = { clarification, assumptions: ['The glossary is missing.'] };
    const asking = fail('NeedsClarification', JSON.stringify(ending));

    const { ended } = await runQuestion({ script: { Generate: [asking] } });

    expect(ended?.ending).toEqual(ending);
  });

  it('keeps the message of a refusal, which is written for the caller', async () => {
    const { ended } = await runQuestion({ script: { Check: [fail('TooExpensive', 'Ask for less.')] } });

    expect(ended?.ending).toEqual({ error: { name: 'TooExpensive', message: 'Ask for less.' } });
  });

  it('says how often SQL was tried and what the last failure was', async () => {
    const { ended } = await runQuestion({ script: { Execute: always(fail('GroupingError')) } });

    expect(ended?.ending.error).toEqual({
      name: 'AttemptsExhausted',
      message: 'No working SQL after 3 attempts; the last one failed with GroupingError.',
    });
  });

  it('shows nothing of an error that is not of the contract but its name', async () => {
    const secret = 'connect postgres://admin:hunter2@10.0.0.7:5432/erp';

    const { ended, events } = await runQuestion({ script: { Execute: always(fail('TypeError', secret)) } });

    expect(ended?.ending.error).toEqual({
      name: 'Internal',
      message:
        'The question could not be finished (TypeError). Ask again; if it stays, give the job id to whoever runs Inquery.',
    });
    expect(JSON.stringify([ended, events])).not.toMatch(/hunter2|secretPlace/);
  });
});

describe('What the question machine tells subscribers', () => {
  it('ids and links, with the conversation where there is one', async () => {
    const { events } = await runQuestion({ job: { conversationId: 'c-1' } });

    const id = '01JC0000000000000000000000';
    const detail = { jobId: id, conversationId: 'c-1', links: { self: `/v1/questions/${id}` } };
    expect(events).toMatchObject([
      { detailType: 'Question Submitted', detail: { ...detail, eventId: `${id}:SUBMITTED` } },
      { detailType: 'Question Answered', detail: { ...detail, eventId: `${id}:ANSWERED` } },
    ]);
  });

  it('the same event id when an event is put again', async () => {
    const { events } = await runQuestion({ script: { Notify: [fail('EventBridge.InternalException')] } });

    const ids = events.slice(1).map(({ detail }) => detail.eventId);
    expect(ids).toEqual(['01JC0000000000000000000000:ANSWERED', '01JC0000000000000000000000:ANSWERED']);
  });

  it('the name of the error of a question that failed', async () => {
    const { events } = await runQuestion({ script: { Retrieve: [fail('SourceNotFound')] } });

    expect(events.at(-1)).toMatchObject({
      detailType: 'Question Failed',
      detail: { status: 'FAILED', error: 'SourceNotFound' },
    });
  });
});
