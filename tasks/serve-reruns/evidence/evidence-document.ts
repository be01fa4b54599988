import { createHash } from 'node:crypto';
import type { KeptFactor, KeptStep, QuestionJob } from '../../../shared/contracts/job.ts';
import type { Snapshot } from '../../../shared/contracts/rows.ts';
import { attemptsOf } from '../../../shared/jobs/attempts.ts';
import { usageOf } from '../../../shared/jobs/usage.ts';
import type { Visit } from '../../../shared/jobs/visit.ts';
import { GUARDING } from '../recorded/recorded-work.ts';
import type { KeptFiles } from './kept-files.ts';

/** A question before this one, whose work this one went on with. */
export interface Origin {
  readonly job: QuestionJob;
  readonly visits: readonly Visit[];
}

export interface Evidence extends Origin {
  /** The first one first. */
  readonly origins: readonly Origin[];
  /** Those of the origins too. */
  readonly files: KeptFiles;
  readonly builtAt: string;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** All that is known of how an answer came about, in one document; rows by their digest. */
export function evidenceDocument({ job, visits, origins, files, builtAt }: Evidence) {
  const { steps, ending, approval, feedback, principal, entry, changesKey: _key, ...question } = job;
  const { snapshot, factors, ...ended } = ending ?? {};
  return {
    schemaVersion: 2,
    kind: 'evidence',
    builtAt,
    question,
    principal,
    ...(entry && { entry }),
    ...(origins.length > 0 && { origins: origins.map(originFacts) }),
    ending: ended,
    ...(ended.sql !== undefined && { sql: sqlFacts(ended.sql) }),
    ...(snapshot && { rows: rowsOf(snapshot) }),
    ...(factors && { factors: factors.map(factorFacts) }),
    checks: checksOf(steps.filter(({ state }) => !GUARDING.includes(state))),
    attempts: attemptsOf(steps),
    candidates: candidatesOf(visits),
    ...files,
    steps,
    usage: usageOf(steps),
    decisions: { guardrail: verdictsOf(steps), ...(approval && { approval }), feedback: feedback ?? [] },
    versions: versionsOf(job, files),
  };
}

function checksOf(steps: readonly KeptStep[]) {
  return steps.flatMap(({ state, branch, startedAt, checked }) =>
    checked ? [{ state, branch, startedAt, ...checked }] : [],
  );
}

/** What the guardrail said of the question, and by what. */
function verdictsOf(steps: readonly KeptStep[]) {
  return steps
    .filter(({ state }) => GUARDING.includes(state))
    .map(({ state, startedAt, checked, error }) => ({
      ...{ state, startedAt, verdict: verdictOf(error), by: checked?.policy },
      ...(checked && { configuration: checked.configuration }),
      ...(error && { message: error.message }),
    }));
}

function verdictOf(error: KeptStep['error']): 'passed' | 'blocked' | 'failed' {
  if (!error) return 'passed';
  return error.name === 'GuardrailBlocked' ? 'blocked' : 'failed';
}

/** Its exchanges and contexts are among the others. */
function originFacts({ job: { id, status, createdAt, endedAt, entry, steps } }: Origin) {
  return { ...{ id, status, createdAt, endedAt }, ...(entry && { entry }), steps, usage: usageOf(steps) };
}

const sqlFacts = (text: string) => ({ text, sha256: sha256(text) });

function factorFacts({ question, sql, rowCount, snapshot, error }: KeptFactor) {
  return {
    question,
    ...(sql !== undefined && { sql: sqlFacts(sql) }),
    ...(rowCount !== undefined && { rowCount }),
    ...(snapshot && { rows: rowsOf(snapshot) }),
    ...(error && { error }),
  };
}

function rowsOf({ pageOffsets: _offsets, ...facts }: Snapshot) {
  return facts;
}

/** The SQL of each line of work beside the main one. */
function candidatesOf(visits: readonly Visit[]) {
  const branches = [...new Set(visits.flatMap(({ branch }) => branch ?? []))].sort();
  return branches.map((branch) => {
    const own = visits.filter((visit) => visit.branch === branch).map(({ step }) => step);
    return { branch, attempts: attemptsOf(own) };
  });
}

function versionsOf({ steps }: QuestionJob, { contexts }: KeptFiles) {
  const distinct = (values: readonly (string | undefined)[]) => [
    ...new Set(values.flatMap((value) => value ?? [])),
  ];
  return {
    prompts: Object.assign({}, ...steps.map(({ prompts }) => prompts)),
    code: Object.fromEntries(steps.map(({ state, code = 'unknown' }) => [state, code])),
    configuration: distinct(steps.map(({ checked }) => checked?.configuration)),
    configurationVersionIds: distinct(steps.map(({ checked }) => checked?.configurationVersionId)),
    catalog: distinct([
      ...steps.map(({ checked }) => checked?.catalog),
      ...Object.values(contexts).map(({ catalog }) => catalog),
    ]),
  };
}
