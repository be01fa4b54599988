import type { Budgets, SpendingLimit } from '../contracts/budget.ts';
import type { EmbeddingChoice, ModelChoice } from '../contracts/configuration.ts';
import type { ModelUse } from '../contracts/job.ts';
import type { QuestionInput } from '../contracts/question-machine.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import type { EmbeddingModel, LanguageModel } from './language-model.ts';
import { estimateTokens, modelUse } from './model-use.ts';
import { UnusableReply } from './unusable-reply.ts';

interface Spent {
  readonly usd: number;
  readonly tokens: number;
}

/** What is on record as spent; asked only where a budget is set. */
export interface Spending {
  spentBy(jobId: string): Promise<Spent>;
  /** By questions of that day, in UTC, that have ended. */
  spentOn(principalId: string, day: string): Promise<Spent>;
}

/** Lets a model be called as long as its budgets hold, whatever the call comes to; throws BudgetExceeded. */
export interface BudgetGate {
  admit(most: ModelUse): Promise<void>;
  /** Told of a call that was made: it is not on record before the task ends. */
  spend(use: ModelUse): void;
}

/** The gate of one run of a task, by the budgets that count for who asked. A question counts to the day it was asked. */
export function budgetGate(
  { budgets }: { readonly budgets: Budgets },
  { id, principalId, roles, askedAt }: QuestionInput,
  spending: Spending,
): BudgetGate {
  const { perQuestion, perDay } = budgets.roles.find(({ role }) => roles.includes(role)) ?? budgets;
  const day = new Date(askedAt).toISOString().slice(0, 10);
  let own: Spent = { usd: 0, tokens: 0 };
  return {
    admit: async (most) => {
      if (!isSet(perQuestion) && !isSet(perDay)) return;
      const [question, others] = await Promise.all([
        spending.spentBy(id),
        isSet(perDay) ? spending.spentOn(principalId, day) : { usd: 0, tokens: 0 },
      ]);
      const used = sum(question, own);
      const next = spentWith(most);
      hold(perQuestion, used, next, 'a question', 'Ask for less at once.');
      hold(perDay, sum(used, others), next, 'a day', 'A new day begins at 00:00 UTC.');
    },
    spend: (use) => {
      own = sum(own, spentWith(use));
    },
  };
}

const isSet = ({ usd, tokens }: SpendingLimit) => usd !== undefined || tokens !== undefined;

function hold(limit: SpendingLimit, used: Spent, next: Spent, span: string, renewal: string): void {
  for (const unit of UNITS) {
    const most = limit[unit];
    if (most === undefined || used[unit] + next[unit] <= most) continue;
    const [budget, spent, wanted] = [most, used[unit], next[unit]].map(shown[unit]);
    throw new InqueryError(
      'BudgetExceeded',
      `Your budget of ${budget} ${span} does not allow the next model call: ${spent} used, and it may take ${wanted}. ${renewal}`,
    );
  }
}

const UNITS = ['usd', 'tokens'] as const;

const shown = {
  usd: (usd: number) => `$${usd > 0 && usd < 0.01 ? usd.toPrecision(2) : usd.toFixed(2)}`,
  tokens: (tokens: number) => `${tokens} tokens`,
};

const spentWith = ({ costUsd, tokensIn, tokensOut }: ModelUse): Spent => ({
  usd: costUsd,
  tokens: tokensIn + tokensOut,
});

const sum = (a: Spent, b: Spent): Spent => ({ usd: a.usd + b.usd, tokens: a.tokens + b.tokens });

/** Before each call its most is held against the budgets: all that is sent, and the longest reply allowed. */
export function gatedModel(model: LanguageModel, choice: ModelChoice, gate: BudgetGate): LanguageModel {
  return {
    call: async (request) => {
      const input = estimateTokens(request.system + request.prompt + JSON.stringify(request.tools));
      await gate.admit(modelUse(choice, { input, output: choice.maxOutputTokens, cached: 0 }));
      try {
        const reply = await model.call(request);
        gate.spend(reply.use);
        return reply;
      } catch (error) {
        if (error instanceof UnusableReply) gate.spend(error.use);
        throw error;
      }
    },
  };
}

/** The same of an embedding model; what its calls took is told to `use`, also when nothing comes of them. */
export function gatedEmbedding(
  model: EmbeddingModel,
  choice: EmbeddingChoice,
  gate: BudgetGate,
  use: (use: ModelUse) => void = () => undefined,
): EmbeddingModel {
  return {
    id: model.id,
    embed: async (texts, as) => {
      const input = texts.reduce((tokens, text) => tokens + estimateTokens(text), 0);
      await gate.admit(modelUse(choice, { input, output: 0, cached: 0 }));
      const reply = await model.embed(texts, as);
      gate.spend(reply.use);
      use(reply.use);
      return reply;
    },
  };
}
