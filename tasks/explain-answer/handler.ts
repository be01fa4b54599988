import { ExplainAnswerInput } from '../../shared/contracts/question-machine.ts';
import type { Snapshot } from '../../shared/contracts/rows.ts';
import { chooseChart } from '../../shared/generation/chart/choose-chart.ts';
import { explainAnswer } from '../../shared/generation/explain-answer.ts';
import { matchedAnswer } from '../../shared/generation/matched-answer.ts';
import { readPage } from '../../shared/jobs/snapshot.ts';
import { newTask } from '../../shared/platform/task.ts';
import { configuration, models, objects, ports } from './dependencies.ts';

/** The answer in a sentence or three, and a chart where one helps. */
export const handler = newTask({
  input: ExplainAnswerInput,
  ports,
  run: async ({ job, question, intent, sql, snapshot, assumptions, isMatch }, notes) => {
    const rows = (await readPage(objects, snapshot, 0)) ?? [];
    // A question written out anew may have lost the kind of chart that was asked for.
    const chart = chooseChart({ ...snapshot, question: `${job.question}\n${question}`, rows });
    const isMissing = intent === 'visualisation' && chart === null;
    const notices = [...noticesOf(snapshot), ...(isMissing ? [NO_CHART] : [])];
    const shown = { chart, assumptions: [...assumptions, ...notices] };
    if (isMatch) return { answer: matchedAnswer({ ...snapshot, rows }), ...shown };
    const { value } = await configuration.current();
    const model = models.language(value.models.explain);
    const result = { ...snapshot, question, sql, rows, prompts: value.prompts };
    const answer = await explainAnswer(model, result, notes);
    return { answer, ...shown };
  },
});

const NO_CHART = 'No chart is drawn: these rows cannot be shown as one.';

/** What no reader of the rows may miss. */
function noticesOf({ truncated, tied, rowCount }: Snapshot): string[] {
  return [
    ...(truncated
      ? [`Only the first ${rowCount} rows were kept: the result has more. Narrow the question, or export it.`]
      : []),
    ...(tied ? ['The last place is shared: more rows have the same value as the last one shown.'] : []),
  ];
}
