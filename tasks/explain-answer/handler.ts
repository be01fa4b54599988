import { ExplainAnswerInput } from '../../shared/contracts/question-machine.ts';
import type { Snapshot } from '../../shared/contracts/rows.ts';
import { chooseChart } from '../../shared/generation/chart/choose-chart.ts';
import { drawnOtherwise } from '../../shared/generation/chart/drawn-otherwise.ts';
import { explainAnswer } from '../../shared/generation/explain-answer.ts';
import { matchedAnswer } from '../../shared/generation/matched-answer.ts';
import { changedFor } from '../../shared/generation/replay-changes.ts';
import { readPage } from '../../shared/jobs/snapshot.ts';
import { budgetGate, gatedModel } from '../../shared/model/budget-gate.ts';
import { InqueryError } from '../../shared/platform/inquery-error.ts';
import { newTask } from '../../shared/platform/task.ts';
import { configuration, models, objects, ports, spending } from './dependencies.ts';

/** The answer in a sentence or three, and a chart where one helps. */
export const handler = newTask({
  input: ExplainAnswerInput,
  ports,
  run: async ({ job, question, intent, sql, snapshot, assumptions, isPlain }, notes) => {
    const rows = (await readPage(objects, snapshot, 0)) ?? [];
    // A question written out anew may have lost the kind of chart that was asked for.
    const wish = `${job.question}\n${question}`;
    const chart = chooseChart({ ...snapshot, question: wish, rows });
    const told = chart === null && intent === 'visualisation' ? NO_CHART : drawnOtherwise(wish, chart);
    const notices = [...noticesOf(snapshot), ...(told === undefined ? [] : [told])];
    const shown = { chart, assumptions: [...assumptions, ...notices] };
    const plain = () => matchedAnswer({ ...snapshot, rows });
    if (isPlain) return { answer: plain(), ...shown };
    const value = await changedFor(job, (await configuration.current()).value, objects);
    const { explain } = value.models;
    const model = gatedModel(models.language(explain), explain, budgetGate(value, job, spending));
    try {
      const result = { ...snapshot, question, sql, rows, prompts: value.prompts };
      return { answer: await explainAnswer(model, result, notes), ...shown };
    } catch (error) {
      if (!isOverBudget(error)) throw error;
      // The rows are paid for: what they say needs no model.
      const notice = `The answer is put plainly, without a model. ${error.message}`;
      return { answer: plain(), ...shown, assumptions: [...shown.assumptions, notice] };
    }
  },
});

const isOverBudget = (error: unknown): error is InqueryError =>
  error instanceof InqueryError && error.name === 'BudgetExceeded';

const NO_CHART = 'No chart is drawn: these rows cannot be shown as one.';

/** What no reader of the rows may miss. */
function noticesOf({ truncated, tied, rowCount, notices = [] }: Snapshot): string[] {
  return [
    ...notices,
    ...(truncated
      ? [`Only the first ${rowCount} rows were kept: the result has more. Narrow the question, or export it.`]
      : []),
    ...(tied ? ['The last place is shared: more rows have the same value as the last one shown.'] : []),
  ];
}
