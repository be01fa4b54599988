import { BATCH_TASKS } from './tasks/batch-tasks.ts';
import { CATALOG_TASKS } from './tasks/catalog-tasks.ts';
import { EXPORT_TASKS } from './tasks/export-tasks.ts';
import { HTTP_TASKS } from './tasks/http-tasks.ts';
import { JOB_TASKS } from './tasks/job-tasks.ts';
import { QUESTION_TASKS } from './tasks/question-tasks.ts';
import { SCHEDULE_TASKS } from './tasks/schedule-tasks.ts';
import { SUBSCRIPTION_TASKS } from './tasks/subscription-tasks.ts';
import type { TaskDefinition } from './tasks/task-definition.ts';
import { VERIFY_TASKS } from './tasks/verify-tasks.ts';

/** Every function, by the folder it is made from. One of a machine ends before the state that calls it gives up. */
export const TASKS: readonly TaskDefinition[] = [
  ...HTTP_TASKS,
  ...QUESTION_TASKS,
  ...EXPORT_TASKS,
  ...JOB_TASKS,
  ...SUBSCRIPTION_TASKS,
  ...BATCH_TASKS,
  ...SCHEDULE_TASKS,
  ...CATALOG_TASKS,
  ...VERIFY_TASKS,
];

/** The task of that name; throws when there is none. */
export function taskNamed(name: string): TaskDefinition {
  const task = TASKS.find((candidate) => candidate.name === name);
  if (!task) throw new Error(`No task ${name}; known: ${TASKS.map((known) => known.name).join(', ')}.`);
  return task;
}
