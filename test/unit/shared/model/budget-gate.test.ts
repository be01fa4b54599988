import { describe, expect, it } from '@jest/globals';
import { Budgets } from '../../../../shared/contracts/budget.ts';
import { EmbeddingChoice, ModelChoice } from '../../../../shared/contracts/configuration.ts';
import type { ModelUse } from '../../../../shared/contracts/job.ts';
import { budgetGate, gatedEmbedding, gatedModel } from '../../../../shared/model/budget-gate.ts';
import type { EmbeddingModel, LanguageModel } from '../../../../shared/model/language-model.ts';
import { UnusableReply } from '../../../../shared/model/unusable-reply.ts';
import { newInput } from '../../../support/question-records.ts';
import { scriptedEmbedding } from '../../../support/scripted-model.ts';

const CHOICE = ModelChoice.parse({
  id: 'small',
  maxOutputTokens: 100,
  price: { inputPerMillion: 1_000, outputPerMillion: 10_000 },
});
const USE: ModelUse = { model: 'small', tokensIn: 10, tokensOut: 5, tokensCached: 0, costUsd: 0.06 };
const REQUEST = { system: 'x'.repeat(20), prompt: 'y'.repeat(18), tools: [] };
/** 10 tokens in, at most 100 out. */
const MOST = { usd: 1.01, tokens: 110 };

type Record = { readonly question?: typeof MOST; readonly day?: typeof MOST };

function newGate(budgets: object, { question, day }: Record = {}, roles: string[] = ['analyst']) {
  const asked: string[] = [];
  const nothing = { usd: 0, tokens: 0 };
  const spending = {
    spentBy: async (jobId: string) => {
      asked.push(jobId);
      return question ?? nothing;
    },
    spentOn: async (principalId: string, on: string) => {
      asked.push(`${principalId} ${on}`);
      return day ?? nothing;
    },
  };
  const asker = newInput({ roles, askedAt: '2026-05-04T23:59:59.999Z' });
  const gate = budgetGate({ budgets: Budgets.parse(budgets) }, asker, spending);
  const calls: unknown[] = [];
  const model: LanguageModel = {
    call: async (request) => {
      calls.push(request);
      return { tool: 't', input: {}, use: USE };
    },
  };
  return { gate, asked, calls, model: gatedModel(model, CHOICE, gate) };
}

describe('a budget', () => {
  it('that is not set asks nobody what was spent', async () => {
    const { model, calls, asked } = newGate({});

    await model.call(REQUEST);

    expect(calls).toHaveLength(1);
    expect(asked).toEqual([]);
  });

  it.each([
    ['question in dollars', { perQuestion: { usd: 2 } }, { question: { usd: 0.99, tokens: 0 } }],
    ['question in tokens', { perQuestion: { tokens: 200 } }, { question: { usd: 0, tokens: 90 } }],
    ['day in dollars', { perDay: { usd: 2 } }, { day: { usd: 0.99, tokens: 0 } }],
    ['day in tokens', { perDay: { tokens: 200 } }, { day: { usd: 0, tokens: 90 } }],
  ])('of a %s allows a call that stays within it at its longest', async (_, budgets, spent) => {
    const { model, calls } = newGate(budgets, spent);

    await model.call(REQUEST);

    expect(calls).toHaveLength(1);
  });

  it.each([
    [
      { perQuestion: { usd: 2 } },
      { question: { usd: 0.995, tokens: 0 } },
      'Your budget of $2.00 a question does not allow the next model call: $0.99 used, and it may take $1.01. Ask for less at once.',
    ],
    [
      { perQuestion: { tokens: 200 } },
      { question: { usd: 0, tokens: 91 } },
      'Your budget of 200 tokens a question does not allow the next model call: 91 tokens used, and it may take 110 tokens. Ask for less at once.',
    ],
    [
      { perDay: { tokens: 200 } },
      { day: { usd: 0, tokens: 91 } },
      'Your budget of 200 tokens a day does not allow the next model call: 91 tokens used, and it may take 110 tokens. A new day begins at 00:00 UTC.',
    ],
  ])('%j stops a call that could go beyond it before it is made', async (budgets, spent, message) => {
    const { model, calls } = newGate(budgets, spent);

    await expect(model.call(REQUEST)).rejects.toMatchObject({ name: 'BudgetExceeded', message });

    expect(calls).toEqual([]);
  });

  it('is held against the record of the question, and of the principal’s day of asking in UTC', async () => {
    const { model, asked } = newGate({ perQuestion: { usd: 9 }, perDay: { usd: 9 } });

    await model.call(REQUEST);

    expect(asked).toEqual([newInput().id, 'ann 2026-05-04']);
  });

  it('of a day counts the question itself, which is not in the day yet', async () => {
    const spent = { question: { usd: 0, tokens: 50 }, day: { usd: 0, tokens: 41 } };

    const refused = newGate({ perDay: { tokens: 200 } }, spent).model.call(REQUEST);

    await expect(refused).rejects.toThrow('91 tokens used');
  });

  it('of nothing allows nothing', async () => {
    const { model } = newGate({ perDay: { tokens: 0 } });

    await expect(model.call(REQUEST)).rejects.toMatchObject({ name: 'BudgetExceeded' });
  });

  it('counts what the same task has spent before', async () => {
    const { model } = newGate({ perQuestion: { tokens: 120 } });
    await model.call(REQUEST);

    await expect(model.call(REQUEST)).rejects.toThrow('15 tokens used');
  });

  it('counts a reply that could not be used', async () => {
    const { gate } = newGate({ perQuestion: { tokens: 120 } });
    const broken: LanguageModel = { call: () => Promise.reject(new UnusableReply('No.', USE, [])) };
    const model = gatedModel(broken, CHOICE, gate);

    await expect(model.call(REQUEST)).rejects.toMatchObject({ name: 'ModelOutputInvalid' });

    await expect(model.call(REQUEST)).rejects.toThrow('15 tokens used');
  });

  it('of the first role that is listed counts instead of everybody’s', async () => {
    const budgets = {
      perDay: { tokens: 1 },
      roles: [
        { role: 'finance', perDay: { tokens: 500 } },
        { role: 'analyst', perDay: { tokens: 2 } },
      ],
    };

    await newGate(budgets, {}, ['analyst', 'finance']).model.call(REQUEST);

    await expect(newGate(budgets).model.call(REQUEST)).rejects.toThrow('2 tokens a day');
    await expect(newGate(budgets, {}, ['other']).model.call(REQUEST)).rejects.toThrow('1 tokens a day');
  });

  it('holds for embeddings, whose use is told', async () => {
    const choice = EmbeddingChoice.parse({ id: 'titan' });
    const told: ModelUse[] = [];
    const { gate } = newGate({ perDay: { tokens: 12 } }, { day: { usd: 0, tokens: 10 } });
    const embedding = gatedEmbedding(scriptedEmbedding({}), choice, gate, (use) => told.push(use));

    await embedding.embed(['12345678']);

    expect(told).toHaveLength(1);
    await expect(embedding.embed(['12345678'])).rejects.toMatchObject({ name: 'BudgetExceeded' });
  });

  it('tells an embedding model whether a text is asked or to be found', async () => {
    const asked: unknown[] = [];
    const model = scriptedEmbedding({});
    const embed: EmbeddingModel['embed'] = (texts, as) => {
      asked.push(as);
      return model.embed(texts);
    };
    const { gate } = newGate({});
    const choice = EmbeddingChoice.parse({ id: 'e' });

    await gatedEmbedding({ ...model, embed }, choice, gate).embed(['How many?'], 'query');

    expect(asked).toEqual(['query']);
  });
});
