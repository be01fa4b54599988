/** The placeholder under which a state machine file names a task's function: `check-sql` → `CheckSqlFunction`. */
export const functionPlaceholder = (task: string) =>
  `${task
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}Function`;

/** The names of all `${Placeholder}`s in a state machine file, each once. */
export const placeholdersIn = (definition: string): ReadonlySet<string> =>
  new Set(Array.from(definition.matchAll(/\$\{([A-Za-z0-9]+)\}/g), (match) => match[1] ?? ''));
