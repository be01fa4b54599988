import { parseArgs } from 'node:util';
import { CreateKey, RotateKey } from '../../shared/contracts/http/keys.ts';
import { parseInput } from './parse-input.ts';

/** What is to be done. */
export type Action =
  | { readonly verb: 'list' }
  | { readonly verb: 'create'; readonly key: CreateKey; readonly table: string | undefined }
  | { readonly verb: 'rotate'; readonly keyId: string; readonly rotation: RotateKey }
  | { readonly verb: 'revoke'; readonly keyId: string };

export interface KeysArguments {
  readonly action: Action;
  readonly url: string | undefined;
  readonly json: boolean;
}

const OPTIONS = {
  url: { type: 'string' },
  role: { type: 'string', multiple: true },
  attribute: { type: 'string', multiple: true },
  label: { type: 'string' },
  expires: { type: 'string' },
  grace: { type: 'string' },
  table: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Options of each verb beside those that all have. */
const OWN: Readonly<Record<Action['verb'], readonly string[]>> = {
  list: [],
  create: ['role', 'attribute', 'label', 'expires', 'table'],
  rotate: ['grace', 'expires'],
  revoke: [],
};

const parse = (words: string[]) => parseArgs({ args: words, allowPositionals: true, options: OPTIONS });
type Values = ReturnType<typeof parse>['values'];

/** The command line; undefined when help is wanted. Throws what is wrong with it. */
export function readArguments(words: string[]): KeysArguments | undefined {
  const { values, positionals } = parse(words);
  const [verb, subject, ...rest] = positionals;
  if (values.help || verb === undefined) return undefined;
  if (!isVerb(verb)) throw new Error(`There is no "keys ${verb}": list, create, rotate or revoke.`);
  if (rest.length > 0) throw new Error(`"${rest.join(' ')}" is too much.`);
  refuseForeign(verb, values);
  return { action: readAction(verb, subject, values), url: values.url, json: values.json };
}

const isVerb = (word: string): word is Action['verb'] => Object.hasOwn(OWN, word);

function refuseForeign(verb: Action['verb'], values: Values): void {
  const foreign = Object.keys(values).filter((name) => !['url', 'json', 'help', ...OWN[verb]].includes(name));
  if (foreign.length > 0) throw new Error(`"keys ${verb}" takes no --${foreign.join(', --')}.`);
}

function readAction(verb: Action['verb'], subject: string | undefined, values: Values): Action {
  if (verb === 'list') {
    if (subject !== undefined) throw new Error(`"${subject}" is too much.`);
    return { verb };
  }
  if (subject === undefined)
    throw new Error(`Whose? keys ${verb} ${verb === 'create' ? 'PRINCIPAL' : 'KEY_ID'}`);
  if (verb === 'create') return { verb, key: readKey(subject, values), table: values.table };
  if (verb === 'revoke') return { verb, keyId: subject };
  const graceSeconds = values.grace === undefined ? undefined : Number(values.grace);
  return {
    verb,
    keyId: subject,
    rotation: parseInput(RotateKey, { graceSeconds, expiresAt: values.expires }),
  };
}

function readKey(principalId: string, { role = [], attribute = [], label, expires }: Values): CreateKey {
  const attributes = Object.fromEntries(attribute.map(readAttribute));
  return parseInput(CreateKey, { principalId, roles: role, attributes, label, expiresAt: expires });
}

function readAttribute(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new Error(`--attribute ${text}: write NAME=VALUE.`);
  return [text.slice(0, at), text.slice(at + 1)];
}
