import { readFileSync } from 'node:fs';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type * as z from 'zod';
import { functionPlaceholder } from '../../../cdk/placeholders.ts';
import { systemClock } from '../../../local/step-functions/clock.ts';
import type {
  CallService,
  InvokeLambda,
  ServiceRequest,
} from '../../../local/step-functions/integrations/ports.ts';
import { sdkServices } from '../../../local/step-functions/integrations/sdk-services.ts';
import { type RunOutcome, runDefinition } from '../../../local/step-functions/run-definition.ts';
import { createDynamodbBatchStore } from '../../../shared/batches/dynamodb-batch-store.ts';
import {
  OpenBatchInput,
  OpenBatchOutput,
  SummariseBatchInput,
  SummariseBatchOutput,
  ValidateBatchInput,
  ValidateBatchOutput,
} from '../../../shared/contracts/batch-machine.ts';
import { PUBLISHED_EVENTS } from '../../../shared/contracts/events.ts';
import { toAttributes } from '../../../shared/platform/attribute-values.ts';
import { memoryMapObjects } from '../../support/memory-map-objects.ts';
import type { JobTable } from './job-table.ts';
import type { Behaviour, Script } from './script.ts';
import { substitution } from './task-contracts.ts';

export const BATCH_MACHINE = readFileSync(
  new URL('../../../state-machines/batch.asl.json', import.meta.url),
  'utf8',
);

export const BATCH = '01JE0000000000000000000000';
export const QUESTION = '01JF0000000000000000000000';
const KEY = `batches/in/${BATCH}/questions.csv`;
const ITEMS_KEY = `batches/work/${BATCH}/items.jsonl`;
const PRINCIPAL = { id: 'ana', roles: ['analyst'], attributes: { tenant: 'a' } };
const EXECUTION = 'arn:aws:states:us-east-1:000000000000:execution:definition:';

/** What the fakes of the functions accept and answer. */
const TASKS: Readonly<Record<string, { task: string; input: z.ZodType; output: z.ZodType; answer: object }>> =
  {
    Open: {
      task: 'open-batch',
      input: OpenBatchInput,
      output: OpenBatchOutput,
      answer: { outcome: 'opened', batch: { id: BATCH, key: KEY, principalId: 'ana' } },
    },
    Validate: {
      task: 'validate-batch',
      input: ValidateBatchInput,
      output: ValidateBatchOutput,
      answer: {
        ...{ outcome: 'valid', questions: 1, itemsKey: ITEMS_KEY, concurrency: 1, intervalMs: 1_500 },
        ...{ principal: PRINCIPAL, principalAttribute: { ...toAttributes({ PRINCIPAL }).PRINCIPAL } },
        retentionDays: 30,
      },
    },
    Summarise: {
      task: 'summarise-batch',
      input: SummariseBatchInput,
      output: SummariseBatchOutput,
      answer: { counts: { ANSWERED: 1 } },
    },
  };

/** The states that go to a service, each with what only its call has. */
const CALLS: readonly (readonly [state: string, marker: string])[] = [
  ['Reserve', 'SET nextAt = nextAt'],
  ['StartLine', 'SET nextAt = :next'],
  ['CreateJob', '"openKind"'],
  ['Look', '"ProjectionExpression"'],
  ['Count', 'if_not_exists(#counts'],
  ['Complete', ':completed'],
  ['Close', ':failed'],
  ['TellCompleted', 'Batch Completed'],
  ['TellFailed', 'Batch Failed'],
];

/** Stands in for the question machine: its record is ANSWERED at once. */
const ANSWERS = {
  QueryLanguage: 'JSONata',
  StartAt: 'Answer',
  States: {
    Answer: {
      Type: 'Task',
      Resource: 'arn:aws:states:::dynamodb:updateItem',
      Arguments: {
        TableName: substitution('JobsTable'),
        Key: { pk: { S: "{% 'JOB#' & $states.input.id %}" }, sk: { S: 'JOB' } },
        UpdateExpression: 'SET #status = :answered',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':answered': { S: 'ANSWERED' } },
      },
      End: true,
    },
  },
};

export interface BatchSettings {
  readonly table: JobTable;
  readonly script?: Script;
  /** Lines of items.jsonl. */
  readonly items?: readonly object[];
  readonly status?: 'RUNNING' | 'STOPPED';
  readonly definition?: string;
  /** What stands in for the question machine. */
  readonly question?: Record<string, unknown>;
  readonly before?: (state: string) => Promise<unknown>;
}

export const item = (jobId = QUESTION) => ({
  ...{ jobId, question: 'How many?', source: 'northwind', mode: 'answer' },
});

/** Runs the machine once on the table; throws when it sends anything that its contracts do not allow. */
export async function runBatch(settings: BatchSettings) {
  const { table, script = {}, items = [item()], definition = BATCH_MACHINE } = settings;
  await putBatch(table, settings.status ?? 'RUNNING');
  const violations: string[] = [];
  const events: Record<string, unknown>[] = [];
  const counts = new Map<string, number>();
  const next = async (state: string): Promise<Behaviour | undefined> => {
    await settings.before?.(state);
    const count = counts.get(state) ?? 0;
    counts.set(state, count + 1);
    return script[state]?.[count];
  };
  const dynamodb = sdkServices({ dynamodb: table.client });
  const invokeLambda: InvokeLambda = async (functionName, payload) => {
    const [state = '', contract] =
      Object.entries(TASKS).find(
        ([, { task }]) => functionName === substitution(functionPlaceholder(task)),
      ) ?? [];
    if (!contract?.input.safeParse(payload).success) violations.push(`${state}: ${JSON.stringify(payload)}`);
    const behaviour = await next(state);
    if (behaviour?.kind === 'fail') {
      const { error, message } = behaviour;
      return { payload: { errorType: error, errorMessage: message }, functionError: 'Unhandled' };
    }
    const answer = behaviour?.kind === 'reply' ? behaviour.value : contract?.answer;
    if (!contract?.output.safeParse(answer).success)
      violations.push(`The fake ${state} answers off contract.`);
    return { payload: answer };
  };
  const callService: CallService = async (request, signal) => {
    const behaviour = await next(stateOf(request));
    if (behaviour?.kind === 'fail')
      throw Object.assign(new Error(behaviour.message), { name: behaviour.error.split('.').at(-1) });
    if (request.service === 'dynamodb') return dynamodb(request, signal);
    events.push(published(request, violations));
    return {};
  };
  const store = memoryMapObjects({ [ITEMS_KEY]: items.map((line) => JSON.stringify(line)).join('\n') });
  const outcome = await runDefinition(
    definition,
    { key: KEY, etag: 'e1', size: 20 },
    { invokeLambda, callService, objects: store.objects },
    {
      machines: { question: settings.question ?? ANSWERS },
      substitutions: {
        ...Object.fromEntries(
          Object.values(TASKS).map(({ task }) => [
            functionPlaceholder(task),
            substitution(functionPlaceholder(task)),
          ]),
        ),
        JobsTable: table.name,
        EventBus: 'bus',
        DataBucket: 'data',
        QuestionMachine: 'arn:aws:states:us-east-1:000000000000:stateMachine:question',
      },
      executionName: 'run',
      clock: systemClock,
      random: () => 0,
    },
  );
  if (violations.length > 0) throw new Error(violations.join('\n'));
  return {
    outcome,
    events,
    visited: visitedIn(outcome.history),
    items: outcome.itemHistories.map(visitedIn),
  };
}

const visitedIn = (history: RunOutcome['history']) =>
  history
    .filter(({ type }) => type.endsWith('StateEntered'))
    .map(({ details }) => String(details?.name))
    .join(' ');

function stateOf({ input }: ServiceRequest): string {
  const text = JSON.stringify(input);
  return CALLS.find(([, marker]) => text.includes(marker))?.[0] ?? 'Answer';
}

function published({ input }: ServiceRequest, violations: string[]): Record<string, unknown> {
  const [entry] = Array.isArray(input.Entries) ? input.Entries : [];
  const detail = JSON.parse(String(Object(entry).Detail));
  const parsed = PUBLISHED_EVENTS[Object(entry).DetailType]?.safeParse(detail);
  if (!parsed?.success) violations.push(`${Object(entry).DetailType}: ${parsed?.error.message}`);
  return detail;
}

async function putBatch({ client, name }: JobTable, status: string): Promise<void> {
  const batch = {
    ...{ pk: `JOB#${BATCH}`, sk: 'JOB', id: BATCH, kind: 'batch', name: 'questions.csv', status, version: 1 },
    ...{ principal: PRINCIPAL, key: KEY, counts: {}, createdAt: '2026-01-01T00:00:00.000Z' },
    executionArn: `${EXECUTION}run`,
    ...(status === 'RUNNING' && { openKind: 'batch' }),
  };
  await client.send(new PutItemCommand({ TableName: name, Item: toAttributes(batch) }));
}

export const batchStore = ({ client, name }: JobTable) => createDynamodbBatchStore({ client, table: name });
