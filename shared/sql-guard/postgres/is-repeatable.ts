import { isNode, listOf, type Node, namesOf, tagged } from './parse-tree.ts';

/** Allowed functions that may say something else each time, over the same rows. */
const VOLATILE: ReadonlySet<string> = new Set([
  'array_sample',
  'clock_timestamp',
  'gen_random_uuid',
  'now',
  'random',
  'statement_timestamp',
  'timeofday',
  'transaction_timestamp',
  'uuidv4',
  'uuidv7',
]);

/** Texts that a cast to a date or a time reads as the present. */
const PRESENT = /^\s*(?:now|today|tomorrow|yesterday)\b/i;

/**
 * Whether a checked statement gives the same rows again while its tables stay as they are: nothing in it depends on
 * the time, on chance or on who asks.
 */
export function isRepeatable(tree: Node): boolean {
  return !varies(tree);
}

function varies(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(varies);
  if (!isNode(value)) return false;
  const node = tagged(value);
  if (node && nodeVaries(node.kind, node.fields)) return true;
  return Object.values(value).some(varies);
}

function nodeVaries(kind: string, fields: Node): boolean {
  switch (kind) {
    // current_date, localtime, current_user and the like.
    case 'SQLValueFunction':
    case 'RangeTableSample':
      return true;
    case 'FuncCall':
      return callVaries(namesOf(fields.funcname).at(-1) ?? '', listOf(fields.args));
    // Wherever it stands: what is compared with a date is read as one without a cast.
    case 'A_Const':
      return isNode(fields.sval) && PRESENT.test(String(fields.sval.sval ?? ''));
    default:
      return false;
  }
}

/** age() of one moment counts from today. */
const callVaries = (name: string, args: readonly unknown[]) =>
  VOLATILE.has(name) || (name === 'age' && args.length === 1);
