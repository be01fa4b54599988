import { readFileSync } from 'node:fs';
import { placeholdersIn } from '../../../cdk/placeholders.ts';
import type { RecordedEvent } from '../../../local/step-functions/execution/recorded-event.ts';
import { type RunOutcome, runDefinition } from '../../../local/step-functions/run-definition.ts';
import type { StatusChangeEvent } from '../../../local/step-functions/status-change-event.ts';
import { Ending } from '../../../shared/contracts/job.ts';
import { JobStatus } from '../../../shared/contracts/job-status.ts';
import { type QuestionInput, QuestionStart } from '../../../shared/contracts/question-machine.ts';
import { type Asked, fakeIntegrations } from './fakes.ts';
import type { Script } from './script.ts';
import { substitution } from './task-contracts.ts';

/** The deployed file's text. */
export const QUESTION_MACHINE = readFileSync(
  new URL('../../../state-machines/question.asl.json', import.meta.url),
  'utf8',
);

export const SUBSTITUTIONS = Object.fromEntries(
  [...placeholdersIn(QUESTION_MACHINE)].map((name) => [name, substitution(name)]),
);

const JOB: QuestionInput = {
  id: '01JC0000000000000000000000',
  question: 'How many customers are there?',
  source: 'northwind',
  mode: 'answer',
  principalId: 'key:local',
  roles: [],
  attributes: {},
  askedAt: '2026-01-01T00:00:00.000Z',
};

export interface RunSettings {
  readonly script?: Script;
  readonly job?: Partial<QuestionStart>;
  readonly random?: () => number;
  /** An instrumented copy; the deployed file unless given. */
  readonly definition?: string;
}

export interface QuestionRun extends Asked {
  readonly outcome: RunOutcome;
  /** Names of the states entered, in order. */
  readonly visited: readonly string[];
  readonly statusChanges: readonly StatusChangeEvent[];
  /** What Complete last wrote; undefined when it was never reached. */
  readonly ended: { readonly status: JobStatus; readonly ending: Ending } | undefined;
}

/** Runs the machine once; throws when it sends anything that its contracts do not allow. */
export async function runQuestion(settings: RunSettings = {}): Promise<QuestionRun> {
  const { script = {}, job = {}, random, definition = QUESTION_MACHINE } = settings;
  const { asked, integrations, onTokens } = fakeIntegrations(script);
  const statusChanges: StatusChangeEvent[] = [];
  const input = QuestionStart.parse({ ...JOB, ...job });
  const outcome = await runDefinition(definition, input, integrations, {
    substitutions: SUBSTITUTIONS,
    executionName: input.id,
    onTokens,
    publish: (event) => statusChanges.push(event),
    ...(random && { random }),
  });
  if (asked.violations.length > 0) throw new Error(asked.violations.join('\n'));
  return { ...asked, outcome, statusChanges, visited: visitedStates(outcome.history), ended: endOf(asked) };
}

function visitedStates(history: readonly RecordedEvent[]): string[] {
  return history
    .filter(({ type }) => type.endsWith('StateEntered'))
    .map(({ details }) => String(details?.name));
}

function endOf({ writes }: Asked): QuestionRun['ended'] {
  const write = writes.findLast(({ state }) => state === 'Complete');
  if (!write) return undefined;
  const values = Object(write.input.ExpressionAttributeValues);
  return {
    status: JobStatus.parse(values[':status'].S),
    ending: Ending.parse(JSON.parse(values[':ending'].S)),
  };
}
