import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { USAGE } from './usage.ts';

export interface EvalArguments {
  readonly suite: string;
  /** What the questions are put to: a source of the sample database, or databases behind a URL. */
  readonly target: { readonly source: string } | { readonly url: string };
  readonly limit: number;
  readonly concurrency: number;
  readonly config: string;
  readonly bedrock: boolean;
  readonly out?: string | undefined;
  readonly resume: boolean;
  readonly baseline?: string | undefined;
  readonly record?: string | undefined;
  readonly replay?: string | undefined;
  readonly exportPrompts?: string | undefined;
  readonly replies?: string | undefined;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

/** Undefined when help is wanted; throws what is wrong with the arguments. */
export function readArguments(words: readonly string[]): EvalArguments | undefined {
  const { values } = parseArgs({
    args: [...words],
    options: {
      suite: text,
      source: text,
      url: text,
      limit: text,
      concurrency: text,
      config: { type: 'string', default: 'inquery.config.json' },
      bedrock: flag,
      out: text,
      resume: flag,
      baseline: text,
      record: text,
      replay: text,
      'export-prompts': text,
      replies: text,
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const {
    suite,
    source,
    url,
    limit,
    concurrency,
    'export-prompts': exportPrompts,
    help: _,
    ...others
  } = values;
  if (suite === undefined) throw new Error(`--suite is missing.\n\n${USAGE}`);
  if (others.resume && others.out === undefined)
    throw new Error('--resume needs --out FILE, which it goes on with.');
  if (others.record !== undefined && exportPrompts !== undefined) {
    throw new Error('--record asks the model and --export-prompts does not: give one of them.');
  }
  return {
    ...others,
    suite,
    target: targetOf(source, url),
    limit: limit === undefined ? Number.POSITIVE_INFINITY : positive('--limit', limit),
    concurrency: concurrency === undefined ? availableParallelism() : positive('--concurrency', concurrency),
    exportPrompts,
  };
}

function targetOf(source: string | undefined, url: string | undefined): EvalArguments['target'] {
  if (source !== undefined && url === undefined) return { source };
  if (url !== undefined && source === undefined) return { url };
  throw new Error(`Give one of --source and --url.\n\n${USAGE}`);
}

function positive(name: string, value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`${name} takes a whole number from 1, not ${value}.`);
}
