import { ALLOWED_FUNCTIONS } from './allowed-functions.ts';
import { ALLOWED_OPERATORS } from './allowed-operators.ts';
import { ALLOWED_TYPES } from './allowed-types.ts';
import { checkPatternOperator } from './check-pattern.ts';
import { builtInName, isNode, type Node, namesOf } from './parse-tree.ts';
import { unsafe } from './unsafe.ts';

const SAMPLING_METHODS: ReadonlySet<string> = new Set(['system', 'bernoulli']);

/** What is checked of a node beside its kind: the functions, operators and types it names. */
export const NAME_CHECKS: Readonly<Record<string, (node: Node) => void>> = {
  FuncCall: ({ funcname }) => checkName('function', funcname, ALLOWED_FUNCTIONS),
  A_Expr: (node) => {
    checkName('operator', node.name, ALLOWED_OPERATORS);
    checkPatternOperator(node);
  },
  SubLink: ({ operName }) => operName !== undefined && checkName('operator', operName, ALLOWED_OPERATORS),
  SortBy: ({ useOp }) => useOp !== undefined && checkName('operator', useOp, ALLOWED_OPERATORS),
  TypeName: ({ names, pct_type }) => {
    if (pct_type) throw unsafe('%TYPE is not allowed');
    checkName('type', names, ALLOWED_TYPES);
  },
  RangeTableSample: ({ method }) => checkName('sampling method', method, SAMPLING_METHODS),
  A_Indirection: checkIndirection,
};

function checkName(what: string, list: unknown, allowed: ReadonlySet<string>): void {
  const name = builtInName(list);
  if (name === undefined || !allowed.has(name)) {
    throw unsafe(`the ${what} ${namesOf(list).join('.')} is not allowed`);
  }
}

/** `(row).name` may be a call of the function `name`; only array elements and slices are sure to be none. */
function checkIndirection({ indirection }: Node): void {
  const parts = Array.isArray(indirection) ? indirection : [];
  if (!parts.every((part) => isNode(part) && 'A_Indices' in part)) throw unsafe('(…).name is not allowed');
}
