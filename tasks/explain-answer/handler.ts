import { ExplainAnswerInput } from '../../shared/contracts/question-machine.ts';
import { chooseChart } from '../../shared/generation/choose-chart.ts';
import { explainAnswer } from '../../shared/generation/explain-answer.ts';
import { matchedAnswer } from '../../shared/generation/matched-answer.ts';
import { readPage } from '../../shared/jobs/snapshot.ts';
import { newTask } from '../../shared/platform/task.ts';
import { configuration, models, objects, ports } from './dependencies.ts';

/** The answer in a sentence or three, and a chart where one helps. */
export const handler = newTask({
  input: ExplainAnswerInput,
  ports,
  run: async ({ question, sql, snapshot, isMatch }, notes) => {
    const chart = chooseChart(snapshot.columns, snapshot.rowCount);
    const rows = (await readPage(objects, snapshot, 0)) ?? [];
    if (isMatch) return { answer: matchedAnswer({ ...snapshot, rows }), chart };
    const { value } = await configuration.current();
    const model = models.language(value.models.explain);
    const answer = await explainAnswer(model, { ...snapshot, question, sql, rows }, notes);
    return { answer, chart };
  },
});
