import { parseArgs } from 'node:util';

export interface DeadLettersArguments {
  readonly verb: 'list' | 'inspect' | 'redrive';
  /** Empty for `list`. */
  readonly queue: string;
  /** The one letter that is meant; all otherwise. */
  readonly message: string | undefined;
  readonly aws: boolean;
}

const VERBS = ['list', 'inspect', 'redrive'] as const;

/** What was asked for; undefined when it is to be explained how to ask. Throws what is wrong. */
export function readArguments(words: string[]): DeadLettersArguments | undefined {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { message: { type: 'string' }, aws: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  const [first, queue = '', ...rest] = positionals;
  if (values.help || first === undefined) return undefined;
  const verb = VERBS.find((known) => known === first);
  if (!verb || rest.length > 0) throw new Error(`Say one of ${VERBS.join(', ')}; --help tells more.`);
  if (verb !== 'list' && queue === '') throw new Error(`Say which queue to ${verb}; list shows them.`);
  return { verb, queue, message: values.message, aws: values.aws ?? false };
}
