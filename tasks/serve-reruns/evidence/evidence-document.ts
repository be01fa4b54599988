import { createHash } from 'node:crypto';
import type { QuestionJob } from '../../../shared/contracts/job.ts';
import { attemptsOf } from '../../../shared/jobs/attempts.ts';
import { usageOf } from '../../../shared/jobs/usage.ts';
import type { Visit } from '../../../shared/jobs/visit.ts';
import type { KeptFiles } from './kept-files.ts';

export interface Evidence {
  readonly job: QuestionJob;
  readonly visits: readonly Visit[];
  readonly files: KeptFiles;
  readonly builtAt: string;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** All that is known of how an answer came about, in one document; rows by their digest. */
export function evidenceDocument({ job, visits, files, builtAt }: Evidence) {
  const { steps, ending, approval, feedback, principal, entry, changesKey: _key, ...question } = job;
  const { snapshot, ...ended } = ending ?? {};
  return {
    schemaVersion: 1,
    kind: 'evidence',
    builtAt,
    question,
    principal,
    ...(entry && { entry }),
    ending: ended,
    ...(ended.sql !== undefined && { sql: { text: ended.sql, sha256: sha256(ended.sql) } }),
    ...(snapshot && { rows: rowsOf(snapshot) }),
    checks: steps.flatMap(({ state, branch, startedAt, checked }) =>
      checked ? [{ state, branch, startedAt, ...checked }] : [],
    ),
    attempts: attemptsOf(steps),
    candidates: candidatesOf(visits),
    ...files,
    steps,
    usage: usageOf(steps),
    decisions: { ...(approval && { approval }), feedback: feedback ?? [] },
    versions: versionsOf(job, files),
  };
}

type Snapshot = NonNullable<NonNullable<QuestionJob['ending']>['snapshot']>;

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
    code: Object.fromEntries(steps.map(({ state, code = 'run from its sources' }) => [state, code])),
    configuration: distinct(steps.map(({ checked }) => checked?.configuration)),
    catalog: distinct([
      ...steps.map(({ checked }) => checked?.catalog),
      ...Object.values(contexts).map(({ catalog }) => catalog),
    ]),
  };
}
