import type { Configuration } from '../../shared/contracts/configuration.ts';
import type { EntryState } from '../../shared/contracts/entry.ts';
import type { FieldError } from '../../shared/contracts/http/problem.ts';
import type { Changes, ReplayFrom } from '../../shared/contracts/http/reruns.ts';
import type { PromptName } from '../../shared/contracts/prompts.ts';
import { DIALECT_OF, type Dialect } from '../../shared/generation/question-context.ts';
import { modelOf, type ReplayChanges, type Role } from '../../shared/generation/replay-changes.ts';
import { invalid } from '../../shared/http/http-problem.ts';
import { promptProblem } from '../../shared/prompts/prompts-in-use.ts';

/** What a state has that may be changed. */
interface Changeable {
  /** Undefined: the beginning. */
  readonly enters: EntryState | undefined;
  readonly prompt?: PromptName | 'sql';
  readonly role?: Role;
  /** Whether it is shown what Retrieve found. */
  readonly showsContext?: true;
}

const STATES: Readonly<Record<ReplayFrom, Changeable>> = {
  Match: { enters: undefined },
  Understand: { enters: 'Understand', prompt: 'classify', role: 'intent' },
  Survey: { enters: 'Survey' },
  Split: { enters: 'Split', prompt: 'split', role: 'sql', showsContext: true },
  Factors: { enters: 'Factors' },
  Argue: { enters: 'Factors', prompt: 'argue', role: 'explain' },
  Retrieve: { enters: 'Retrieve' },
  Generate: { enters: 'Generate', prompt: 'sql', role: 'sql', showsContext: true },
  Reflect: { enters: 'Reflect', prompt: 'reflect', role: 'reflect', showsContext: true },
  Check: { enters: 'Check' },
  Execute: { enters: 'Check' },
  Explain: { enters: 'Check', prompt: 'explain', role: 'explain' },
};

export const entersAt = (from: ReplayFrom): EntryState | undefined => STATES[from].enters;

const SQL_PROMPTS: Readonly<Record<Dialect, PromptName>> = {
  postgres: 'sql-postgres',
  redshift: 'sql-redshift',
  athena: 'sql-athena',
};

/** The changes as tasks read them; throws InvalidRequest for one that this state cannot have. */
export function changesOf(
  from: ReplayFrom,
  { prompt, model, context }: Changes,
  configuration: Configuration,
  sourceName: string,
): ReplayChanges {
  const { role, showsContext, ...state } = STATES[from];
  const engine = configuration.sources[sourceName]?.engine ?? 'postgres';
  const name = state.prompt === 'sql' ? SQL_PROMPTS[DIALECT_OF[engine]] : state.prompt;
  const problems: FieldError[] = [];
  const complain = (field: string, message: string) => problems.push({ field: `with.${field}`, message });

  const broken = prompt !== undefined && name && promptProblem(name, prompt);
  if (broken) complain('prompt', broken);
  if (prompt !== undefined && !name) complain('prompt', `${from} sends no prompt.`);
  const other = modelOf(model, configuration);
  if (model !== undefined && !role) complain('model', `${from} asks no model.`);
  else if (model !== undefined && !other)
    complain('model', 'The configuration has no such model, for a role or among replayModels.');
  if (context && !showsContext) complain('context', `${from} is shown no schema.`);
  if (problems.length > 0) throw invalid(problems);
  return {
    prompts: prompt !== undefined && name ? { [name]: prompt } : {},
    models: role && other ? { [role]: other.id } : {},
  };
}
