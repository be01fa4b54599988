import { type Schema, tableOf } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import { parentsOf, type Step, shortestPaths } from './join-path.ts';

/** Chooses between several shortest ways by the words of the question; undefined when they don't tell. */
export interface PathChooser {
  (paths: readonly (readonly Step[])[]): readonly Step[] | undefined;
  /** Tables the question speaks of as what ties the others together: "books borrowed by members". */
  readonly via?: readonly string[];
}

/** The steps that connect the root with all tables, each table entered once. */
export function joinTree(
  schema: Schema,
  root: string,
  tables: readonly string[],
  choose: PathChooser,
): Step[] {
  const steps: Step[] = [];
  const reached = [root];
  for (const table of tables) {
    if (reached.includes(table)) continue;
    for (const step of pathTo(schema, reached, table, choose)) {
      steps.push(step);
      reached.push(step.to);
    }
  }
  return steps;
}

/** The one way from the reached tables to another; throws when there is none, or no telling which. */
export function pathTo(
  schema: Schema,
  reached: readonly string[],
  table: string,
  choose: PathChooser,
): readonly Step[] {
  const over = choose.via && pathOver(schema, reached, table, choose.via);
  if (over) return over;
  const paths = shortestPaths(schema, reached, table);
  const chosen = paths.length > 1 ? choose(paths) : paths[0];
  if (chosen) return chosen;
  const name = tableOf(schema, table).name;
  const start = reached.map((key) => tableOf(schema, key).name).join(', ');
  throw new Unreadable(
    paths.length > 1
      ? `${name} is related to ${start} in more than one way`
      : `no relationship leads from ${start} to ${name}`,
  );
}

/** The way over a table spoken of whose rows belong to both ends; undefined where there is none, or it doubles back. */
function pathOver(
  schema: Schema,
  reached: readonly string[],
  table: string,
  via: readonly string[],
): readonly Step[] | undefined {
  if (reached.some((key) => parentsOf(schema, key).includes(table))) return undefined;
  const bridge = via.find((key) => {
    const owners = parentsOf(schema, key);
    return !reached.includes(key) && owners.includes(table) && reached.some((one) => owners.includes(one));
  });
  if (!bridge) return undefined;
  const [to, ...more] = shortestPaths(schema, reached, bridge);
  const [on, ...others] = shortestPaths(schema, [bridge], table);
  const isPlain = to && on && more.length + others.length === 0;
  return isPlain && !on.some((step) => reached.includes(step.to)) ? [...to, ...on] : undefined;
}
