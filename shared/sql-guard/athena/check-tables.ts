import type { GuardTable, TableName } from '../guard-scope.ts';
import { unsafe } from '../verdict.ts';
import type { TrinoNode } from './athena-parser.ts';
import { childrenOf, kindOf, namesOf, nodesOf } from './tree.ts';

const SYSTEM = /^(information_schema|system|jmx|\$.*|sys)$/;

type Find = (name: TableName) => GuardTable | undefined;

/** Checks every table and gives those known, by the names they are asked by. */
export function checkTables(tree: TrinoNode, find: Find, isScoped: boolean): ReadonlyMap<string, GuardTable> {
  const found = new Map<string, GuardTable>();
  walk(tree, new Set(), '', { find, isScoped, found });
  return found;
}

interface Search {
  readonly find: Find;
  readonly isScoped: boolean;
  readonly found: Map<string, GuardTable>;
}

function walk(node: TrinoNode, given: ReadonlySet<string>, alias: string, search: Search): void {
  const kind = kindOf(node);
  if (kind === 'TableRefContext' || kind === 'TableNameContext') {
    checkTable(namesOf(node), given, alias, search);
    return;
  }
  const named = kind === 'AliasedRelationContext' ? aliasOf(node) : alias;
  let seen = given;
  for (const child of childrenOf(node)) {
    if (kindOf(child) === 'WithContext') seen = walkWith(child, seen, search);
    else walk(child, seen, named, search);
  }
}

/** A query of WITH sees those before it; under RECURSIVE itself too. */
function walkWith(clause: TrinoNode, given: ReadonlySet<string>, search: Search): ReadonlySet<string> {
  const isRecursive = childrenOf(clause).some((child) => /^recursive$/i.test(child.getText()));
  const seen = new Set(given);
  for (const query of nodesOf(clause, 'NamedQueryContext', /^NamedQuery/)) {
    const [name = ''] = namesOf(query);
    walk(query, isRecursive ? new Set([...seen, name]) : new Set(seen), '', search);
    seen.add(name);
  }
  return seen;
}

/** The alias of a relation: the name after it, not those inside it. */
function aliasOf(relation: TrinoNode): string {
  const named = childrenOf(relation).find(
    (child, index) => index > 0 && /Identifier|NonReserved/.test(kindOf(child)),
  );
  return named ? (namesOf(named)[0] ?? '') : '';
}

function checkTable(
  names: readonly string[],
  given: ReadonlySet<string>,
  alias: string,
  search: Search,
): void {
  const [name = '', schema, catalog] = names.toReversed();
  if (schema === undefined && given.has(name)) return;
  if (name.includes('$') || names.slice(0, -1).some((part) => SYSTEM.test(part)) || names.length > 3) {
    throw unsafe('system-catalogue', names.join('.'), `${names.join('.')} is a system table`);
  }
  if (search.isScoped && catalog !== undefined && catalog !== 'awsdatacatalog') {
    throw unsafe('other-database', names.join('.'), `${names.join('.')} is a table of another catalogue`);
  }
  const table = search.find({ schema, name });
  if (table) search.found.set(alias || name, table);
}
