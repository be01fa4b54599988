import { type Schema, tableOf } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import { type Step, shortestPaths } from './join-path.ts';

/** Chooses between several shortest ways by the words of the question; undefined when they don't tell. */
export type PathChooser = (paths: readonly (readonly Step[])[]) => readonly Step[] | undefined;

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
