import type { Draft } from './draft.ts';
import { project } from './mention.ts';
import { nameColumns } from './name-of.ts';
import { tableNamed } from './peek.ts';

/** "The genre name", genre being a column itself: the word adds nothing. */
export function isRepeatedByName(draft: Draft): boolean {
  const before = draft.chunks[draft.at - 1];
  if (before?.kind !== 'items' || tableNamed(before) || draft.select.at(-1)?.kind !== 'column') return false;
  draft.at += 1;
  return true;
}

/** "Name" where no column is called so: whatever tells the rows of the table apart. */
export function readNameOf(draft: Draft): boolean {
  const columns = nameColumns(draft);
  const [only, ...more] = columns;
  if (!only) return false;
  if (draft.mode === 'where') {
    if (more.length > 0) return false;
    draft.pending = { expression: { kind: 'column', column: only }, text: 'name' };
    draft.at += 1;
    return true;
  }
  for (const column of columns) project(draft, { kind: 'column', column });
  draft.at += 1;
  return true;
}
