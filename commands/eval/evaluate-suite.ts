import { existsSync } from 'node:fs';
import { modelsOfRun, type RunModels } from './models/models-of-run.ts';
import type { EvalArguments } from './read-arguments.ts';
import {
  type BaselineComparison,
  compareWithBaseline,
  renderComparison,
} from './report/compare-with-baseline.ts';
import { type Output, openOutput } from './report/output.ts';
import { progressOn } from './report/progress.ts';
import { renderSummary } from './report/render-summary.ts';
import { type Summary, summarise } from './report/summary.ts';
import { type Results, readResults } from './result.ts';
import { evaluateQuestion } from './run/evaluate-question.ts';
import { readDocument } from './run/evaluation-configuration.ts';
import { runSuite } from './run/run-suite.ts';
import { databasesTarget, sampleTarget, type Target } from './run/target.ts';
import { readSuite, type SuiteQuestion } from './suite.ts';

export interface SuiteOutcome {
  readonly summary: Summary;
  readonly comparison?: BaselineComparison;
}

/** Asks a suite, writes results and summary, and stops whatever it started. Throws when it cannot begin. */
export async function evaluateSuite(
  given: EvalArguments,
  signal: AbortSignal,
  log: (line: string) => void,
): Promise<SuiteOutcome> {
  const suite = await readSuite(given.suite);
  const wanted = suite.slice(0, given.limit);
  const baseline = given.baseline === undefined ? undefined : readResults(given.baseline);
  const results = given.resume ? keptResults(given, wanted) : new Map();
  const document = await readDocument(given.config);
  const output = openOutput(process.stdout, given.out, [...results.values()]);
  const questions = wanted.filter(({ id }) => !results.has(String(id)));
  if (results.size > 0) log(`${results.size} questions are answered already; ${questions.length} are left.`);
  const models = await modelsOfRun(given, document);
  try {
    if (questions.length > 0) await askAll({ given, questions, models, signal, log, output, results });
  } finally {
    await models.close();
  }
  if (given.exportPrompts)
    log(`${models.waitingPrompts()} prompts wait for a reply in ${given.exportPrompts}.`);
  return report(results, { suite, baseline, signal, output, log });
}

/** What an earlier run answered of these questions; what failed then is asked again. */
function keptResults({ out = '' }: EvalArguments, wanted: readonly SuiteQuestion[]): Results {
  if (!existsSync(out)) return new Map();
  const earlier = readResults(out);
  const kept = wanted.flatMap(({ id }) => {
    const result = earlier.get(String(id));
    return result && result.outcome !== 'failed' ? [[String(id), result] as const] : [];
  });
  return new Map(kept);
}

interface Run {
  readonly given: EvalArguments;
  readonly questions: readonly SuiteQuestion[];
  readonly models: RunModels;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  readonly output: Output;
  readonly results: Results;
}

async function askAll(run: Run): Promise<void> {
  const { questions, models, signal, output, results } = run;
  run.log('Starting a stack for this suite…');
  const target = await startTarget(run);
  const { explainRejection } = models;
  const evaluation = {
    ...target.evaluation,
    explainRejection: ({ question, standaloneQuestion }: { question: string; standaloneQuestion?: string }) =>
      explainRejection?.([standaloneQuestion, question]),
  };
  const progress = progressOn(process.stderr, questions.length);
  try {
    await runSuite({
      questions,
      concurrency: run.given.concurrency,
      signal,
      evaluate: (question) => evaluateQuestion(evaluation, question),
      onResult: (result) => {
        results.set(String(result.id), result);
        output.write(result);
        progress.add(result);
      },
    });
  } finally {
    progress.end();
    await target.stop();
  }
}

function startTarget({ given, questions, models, log }: Run): Promise<Target> {
  const { target, concurrency } = given;
  const { document, modelGateway } = models;
  const options = { document, questions, concurrency, modelGateway, log };
  return 'url' in target ? databasesTarget(target.url, options) : sampleTarget(target.source, options);
}

interface Reported {
  readonly suite: readonly SuiteQuestion[];
  readonly baseline: Results | undefined;
  readonly signal: AbortSignal;
  readonly output: Output;
  readonly log: (line: string) => void;
}

function report(results: Results, { suite, baseline, signal, output, log }: Reported): SuiteOutcome {
  const summary = summarise([...results.values()], suite.length, signal.aborted);
  const comparison = baseline && compareWithBaseline(baseline, results);
  output.write({ ...summary, ...(comparison && { baseline: comparison }) });
  log(`\n${renderSummary(summary)}`);
  if (comparison) log(`\n${renderComparison(comparison)}`);
  return { summary, ...(comparison && { comparison }) };
}
