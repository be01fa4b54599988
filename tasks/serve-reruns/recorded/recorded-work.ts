import type { Entry, EntryFactor } from '../../../shared/contracts/entry.ts';
import type { Attempt, QuestionJob } from '../../../shared/contracts/job.ts';
import { contextKey, QuestionContext } from '../../../shared/generation/question-context.ts';
import { Classified, Split, WrittenSql } from '../../../shared/generation/tool-inputs.ts';
import { attemptsOf } from '../../../shared/jobs/attempts.ts';
import type { Visit } from '../../../shared/jobs/visit.ts';
import { type Objects, readReply } from './read-replies.ts';

/** What a question's run had come to, as far as it is still kept: every part was paid for once. */
export interface RecordedWork {
  /** Whether its guardrail let it pass, here or in the question that it goes on with. */
  readonly guarded: boolean;
  readonly understood?: Entry['understood'] | undefined;
  readonly context?: { readonly key: string; readonly text: QuestionContext } | undefined;
  readonly written?: Pick<Entry, 'sql' | 'assumptions' | 'confidence'> | undefined;
  readonly match?: { readonly id: string; readonly sql: string } | undefined;
  readonly factors?: readonly EntryFactor[] | undefined;
  /** Of the main line, those before it was entered included. */
  readonly attempts: readonly Attempt[];
  /** The last visit of the main line. */
  readonly last?: Visit | undefined;
}

interface Record {
  readonly job: QuestionJob;
  readonly visits: readonly Visit[];
  readonly objects: Objects;
}

/** The states that ask the guardrail. */
export const GUARDING: readonly string[] = ['ApplyGuardrail', 'GuardRerun'];

/** Puts together what a run had come to, from its record and what lies in its folder: nothing is kept for this alone. */
export async function recordedWork(record: Record): Promise<RecordedWork> {
  const { job, visits } = record;
  const [understood, context, split] = await Promise.all([
    understoodOf(record),
    contextOf(record),
    readReply(record.objects, job.id, lastOk(record, 'Split'), ['split', Split]),
  ]);
  const main = visits.filter(({ branch }) => branch === undefined);
  return {
    guarded: isGuarded(record),
    understood,
    context,
    written: await writtenOf(record, context?.text),
    match: matchOf(record),
    factors: await factorsOf(record, split?.factors ?? job.entry?.factors ?? []),
    attempts: attemptsOf(main.map(({ step }) => step)),
    last: main.findLast(({ state }) => state !== 'Enter'),
  };
}

/** The last visit to any of these states that went well. */
function lastOk({ visits }: Pick<Record, 'visits'>, ...states: string[]): Visit | undefined {
  return visits.findLast(({ state, step }) => states.includes(state) && !step.error);
}

/** By the last that its guardrail said; a rerun that did not get there was only begun of what had passed. */
function isGuarded({ job, visits }: Record): boolean {
  const last = visits.findLast(({ state }) => GUARDING.includes(state));
  if (last?.step.error?.name === 'GuardrailBlocked') return false;
  return (
    lastOk({ visits }, ...GUARDING) !== undefined || ![undefined, 'Understand'].includes(job.entry?.state)
  );
}

async function understoodOf(record: Record): Promise<RecordedWork['understood']> {
  const { job, objects } = record;
  const visit = lastOk(record, 'ClassifyIntent');
  const reply = await readReply(objects, job.id, visit, ['classify', Classified]);
  if (!reply) return job.entry?.state === 'Understand' ? undefined : job.entry?.understood;
  return { intent: reply.intent, standaloneQuestion: job.standaloneQuestion ?? job.question };
}

async function contextOf(record: Record): Promise<RecordedWork['context']> {
  const { job, objects } = record;
  const visit = lastOk(record, 'Retrieve', 'Survey', 'Widen');
  const name = visit?.state === 'Widen' ? 'wider' : undefined;
  const key = visit ? contextKey(job.id, name) : job.entry?.contextKey;
  const text = key ? await objects.getText(key) : undefined;
  return key && text ? { key, text: QuestionContext.parse(JSON.parse(text)) } : undefined;
}

async function writtenOf(record: Record, context?: QuestionContext): Promise<RecordedWork['written']> {
  const { job, objects } = record;
  const visit = lastOk(record, 'Generate', 'Reflect');
  if (!visit) return job.entry?.sql ? job.entry : undefined;
  const reply = await readReply(objects, job.id, visit, ['write_sql', WrittenSql]);
  if (!reply || visit.step.sql === undefined) return undefined;
  const assumptions = [...(context?.warnings ?? []), ...reply.assumptions];
  return { sql: visit.step.sql, assumptions, confidence: reply.confidence };
}

/** A match that its own Check took back is none. */
function matchOf(record: Record): RecordedWork['match'] {
  const { ending, entry } = record.job;
  const sql = lastOk(record, 'Match')?.step.sql ?? (entry?.match.found ? entry.match.sql : undefined);
  return ending?.matchedQueryId && sql !== undefined ? { id: ending.matchedQueryId, sql } : undefined;
}

async function factorsOf(
  { job, visits, objects }: Record,
  factors: readonly EntryFactor[],
): Promise<readonly EntryFactor[] | undefined> {
  if (factors.length === 0) return undefined;
  return Promise.all(
    factors.map(async (factor, index): Promise<EntryFactor> => {
      const branch = visits.filter((visit) => visit.branch === `factor-${index}`);
      const visit = lastOk({ visits: branch }, 'GenerateFactor');
      const reply = await readReply(objects, job.id, visit, ['write_sql', WrittenSql]);
      const sql = visit?.step.sql;
      if (!reply || sql === undefined) return factor;
      return { ...factor, sql, assumptions: reply.assumptions, confidence: reply.confidence };
    }),
  );
}

/** The same with what an answer is from: of several candidates the elected one's SQL, and a match that holds. */
export function answeredWith({ ending }: QuestionJob, work: RecordedWork): RecordedWork {
  if (ending?.sql === undefined) return work;
  const { sql, assumptions = [], confidence = 1 } = ending;
  return { ...work, written: { sql, assumptions, confidence } };
}
