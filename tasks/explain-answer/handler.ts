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
  run: async ({ question, sql, snapshot, assumptions, isMatch }, notes) => {
    const rows = (await readPage(objects, snapshot, 0)) ?? [];
    const shown = {
      chart: chooseChart({ ...snapshot, question, rows }),
      assumptions: [...assumptions, ...noticesOf(snapshot)],
    };
    if (isMatch) return { answer: matchedAnswer({ ...snapshot, rows }), ...shown };
    const { value } = await configuration.current();
    const model = models.language(value.models.explain);
    const answer = await explainAnswer(model, { ...snapshot, question, sql, rows }, notes);
    return { answer, ...shown };
  },
});

/** What no reader of the rows may miss. */
function noticesOf({ truncated, rowCount, notices = [] }: Snapshot): string[] {
  if (!truncated) return notices;
  return [
    ...notices,
    `Only the first ${rowCount} rows were kept: the result has more. Narrow the question, or export it.`,
  ];
}
