import { type RefusalCode, unsafe } from '../verdict.ts';
import { ALLOWED_FUNCTIONS } from './allowed-functions.ts';
import { ALLOWED_OPERATORS } from './allowed-operators.ts';
import { ALLOWED_TYPES } from './allowed-types.ts';
import { builtInName, type Node, namesOf } from './parse-tree.ts';

const SAMPLING_METHODS: ReadonlySet<string> = new Set(['system', 'bernoulli']);

/** What is checked of a node beside its kind and fields: the functions, operators and types it names. */
export const NAME_CHECKS: Readonly<Record<string, (node: Node) => void>> = {
  FuncCall: ({ funcname }) => checkName('function', 'function', funcname, ALLOWED_FUNCTIONS),
  A_Expr: ({ name }) => checkName('operator', 'operator', name, ALLOWED_OPERATORS),
  SubLink: ({ operName }) =>
    operName !== undefined && checkName('operator', 'operator', operName, ALLOWED_OPERATORS),
  SortBy: ({ useOp }) => useOp !== undefined && checkName('operator', 'operator', useOp, ALLOWED_OPERATORS),
  TypeName: ({ names, pct_type, setof }) => {
    if (pct_type || setof) throw unsafe('type', namesOf(names).join('.'), '%TYPE is not allowed');
    checkName('type', 'type', names, ALLOWED_TYPES);
  },
  CollateClause: ({ collname }) => {
    const names = namesOf(collname);
    if (builtInName(collname) === undefined) refuse('construct', 'collation', names.join('.'));
  },
  RangeTableSample: ({ method }) => checkName('construct', 'sampling method', method, SAMPLING_METHODS),
};

function checkName(code: RefusalCode, what: string, list: unknown, allowed: ReadonlySet<string>): void {
  const name = builtInName(list);
  if (name === undefined || !allowed.has(name)) refuse(code, what, namesOf(list).join('.'));
}

function refuse(code: RefusalCode, what: string, name: string): never {
  throw unsafe(code, name, `the ${what} ${name} is not on the list of what a question may use`);
}
