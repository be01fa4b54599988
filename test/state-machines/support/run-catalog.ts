import { readFileSync } from 'node:fs';
import type * as z from 'zod';
import { functionPlaceholder, placeholdersIn } from '../../../cdk/placeholders.ts';
import { systemClock } from '../../../local/step-functions/clock.ts';
import type {
  CallService,
  InvokeLambda,
  ServiceRequest,
} from '../../../local/step-functions/integrations/ports.ts';
import { sdkServices } from '../../../local/step-functions/integrations/sdk-services.ts';
import { type RunOutcome, runDefinition } from '../../../local/step-functions/run-definition.ts';
import {
  BuiltSource,
  CollectedKnowledge,
  IndexedValues,
  IndexValuesInput,
  IntrospectedSource,
  PlanRefreshInput,
  RefreshInput,
  RefreshPlan,
  type RefreshRequest,
} from '../../../shared/contracts/catalog-machine.ts';
import { PUBLISHED_EVENTS } from '../../../shared/contracts/events.ts';
import type { JobTable } from './job-table.ts';
import type { Behaviour, Script } from './script.ts';
import { substitution } from './task-contracts.ts';

/** The deployed file's text. */
export const CATALOG_MACHINE = readFileSync(
  new URL('../../../state-machines/catalog.asl.json', import.meta.url),
  'utf8',
);

const none = { count: 0, tables: [] };

/** Every state that calls a function: which, with what, for what, and what the fake answers. */
const TASKS: Readonly<Record<string, { task: string; input: z.ZodType; output: z.ZodType; answer: object }>> =
  {
    Plan: {
      task: 'plan-refresh',
      input: PlanRefreshInput,
      output: RefreshPlan,
      answer: {
        refreshes: [{ source: 'northwind', scope: 'all', logins: [{ secretName: 'inquery/northwind' }] }],
      },
    },
    Collect: {
      task: 'collect-knowledge',
      input: RefreshInput,
      output: CollectedKnowledge,
      answer: { files: 1, edits: 2, isIntrospected: true },
    },
    Introspect: {
      task: 'introspect-source',
      input: RefreshInput,
      output: IntrospectedSource,
      answer: { tables: 14 },
    },
    Build: {
      task: 'build-catalog',
      input: RefreshInput,
      output: BuiltSource,
      answer: {
        ...{ version: 'v2', builtAt: '2026-01-01T00:00:00.000Z', tables: 14, isNew: true },
        ...{ changes: { added: none, removed: none, changed: none }, problems: [] },
      },
    },
    IndexLogin: {
      task: 'build-value-index',
      input: IndexValuesInput,
      output: IndexedValues,
      answer: { source: 'northwind', built: ['all'] },
    },
  };

/** The states that write, each with what only its write has. */
const WRITERS = {
  Claim: 'SET leaseBy',
  AskAgain: 'SET again',
  Record: 'SET refreshedAt',
  RecordFailure: 'SET failedAt',
  Release: 'REMOVE leaseBy',
};

export interface CatalogRun {
  readonly outcome: RunOutcome;
  /** Names of the states entered, in order, those of all sources. */
  readonly visited: string;
  readonly events: readonly Record<string, unknown>[];
}

export interface CatalogSettings {
  readonly table: JobTable;
  readonly input?: z.input<typeof RefreshRequest>;
  readonly script?: Script;
  readonly name?: string;
  /** Called before a state's call is answered. */
  readonly before?: (state: string) => Promise<unknown>;
  readonly definition?: string;
}

/** Runs the machine once on the table; throws when it sends anything that its contracts do not allow. */
export async function runCatalog(settings: CatalogSettings): Promise<CatalogRun> {
  const {
    table,
    input = { scope: 'all' },
    script = {},
    name = 'run',
    definition = CATALOG_MACHINE,
  } = settings;
  const violations: string[] = [];
  const events: Record<string, unknown>[] = [];
  const next = nextIn(script);
  const dynamodb = sdkServices({ dynamodb: table.client });
  const invokeLambda: InvokeLambda = async (functionName, payload) => {
    const state = stateOf(functionName);
    await settings.before?.(state);
    const { input: accepts, output, answer } = TASKS[state] ?? {};
    if (accepts?.safeParse(payload).success !== true)
      violations.push(`${state} was sent ${JSON.stringify(payload)}`);
    const behaviour = next(state);
    if (behaviour?.kind === 'fail') return failure(behaviour);
    const reply = behaviour?.kind === 'reply' ? { ...answer, ...Object(behaviour.value) } : answer;
    if (output?.safeParse(reply).success !== true) violations.push(`The fake ${state} answers off contract.`);
    return { payload: reply };
  };
  const callService: CallService = async (request, signal) => {
    const state = request.service === 'events' ? 'Announce' : writerOf(request);
    await settings.before?.(state);
    const behaviour = next(state);
    if (behaviour?.kind === 'fail') {
      throw Object.assign(new Error(behaviour.message), { name: behaviour.error.split('.').at(-1) });
    }
    if (request.service !== 'events') return dynamodb(request, signal);
    events.push(publishedDetail(request, violations));
    return {};
  };
  const outcome = await runDefinition(
    definition,
    input,
    { invokeLambda, callService },
    {
      substitutions: SUBSTITUTIONS,
      executionName: name,
      clock: systemClock,
      random: () => 0,
    },
  );
  if (violations.length > 0) throw new Error(violations.join('\n'));
  const entered = outcome.history.filter(({ type }) => type.endsWith('StateEntered'));
  return { outcome, events, visited: entered.map(({ details }) => String(details?.name)).join(' ') };
}

const SUBSTITUTIONS = Object.fromEntries(
  [...placeholdersIn(CATALOG_MACHINE)].map((placeholder) => [placeholder, substitution(placeholder)]),
);

function nextIn(script: Script): (state: string) => Behaviour | undefined {
  const counts = new Map<string, number>();
  return (state) => {
    const count = counts.get(state) ?? 0;
    counts.set(state, count + 1);
    return script[state]?.[count];
  };
}

function stateOf(functionName: string): string {
  const found = Object.entries(TASKS).find(
    ([, { task }]) => functionName === substitution(functionPlaceholder(task)),
  );
  if (!found) throw new Error(`No task has the function ${functionName}.`);
  return found[0];
}

function writerOf({ action, input }: ServiceRequest): string {
  const found = Object.entries(WRITERS).find(([, text]) => String(input.UpdateExpression).startsWith(text));
  if (!found || action !== 'updateItem') throw new Error(`Nobody writes ${JSON.stringify(input)}`);
  return found[0];
}

function failure({ error, message }: { error: string; message: string }) {
  return { payload: { errorType: error, errorMessage: message }, functionError: 'Unhandled' };
}

function publishedDetail({ input }: ServiceRequest, violations: string[]): Record<string, unknown> {
  const [entry] = Array.isArray(input.Entries) ? input.Entries : [];
  const detail = JSON.parse(String(Object(entry).Detail));
  const parsed = PUBLISHED_EVENTS[Object(entry).DetailType]?.safeParse(detail);
  if (!parsed?.success) violations.push(`${Object(entry).DetailType}: ${parsed?.error.message}`);
  return detail;
}
