import type { Configuration, ModelChoice } from '../../shared/contracts/configuration.ts';
import { ReflectInput } from '../../shared/contracts/question-machine.ts';
import { reflectSql } from '../../shared/generation/generate-sql.ts';
import { readContext } from '../../shared/generation/question-context.ts';
import { changedFor } from '../../shared/generation/replay-changes.ts';
import { attemptsOf } from '../../shared/jobs/attempts.ts';
import { budgetGate, gatedModel } from '../../shared/model/budget-gate.ts';
import { newTask } from '../../shared/platform/task.ts';
import { configuration, jobs, models, objects, ports, spending } from './dependencies.ts';

/** Other SQL for the same question, from the database's own words and every attempt so far. */
export const handler = newTask({
  input: ReflectInput,
  ports,
  run: async ({ job, step, question, contextKey, attempt }, notes) => {
    const value = await changedFor(job, (await configuration.current()).value, objects);
    const [context, record] = await Promise.all([readContext(objects, contextKey), jobs.find(job.id)]);
    const asked = { question, askedAt: job.askedAt, context, prompts: value.prompts };
    const steps = record?.steps ?? [];
    // A line of work of its own is about another question.
    const own = step.branch === undefined ? steps : steps.filter(({ branch }) => branch === step.branch);
    const attempts = attemptsOf(own);
    const choice = modelFor(value, attempt);
    const model = gatedModel(models.language(choice), choice, budgetGate(value, job, spending));
    return reflectSql(model, asked, attempts, notes);
  },
});

const FIRST_REPAIR = 2;

/** Where mending failed once, a stronger model is asked, if there is one. */
function modelFor({ models: { reflect, strong } }: Configuration, attempt: number): ModelChoice {
  return attempt > FIRST_REPAIR && strong ? strong : reflect;
}
