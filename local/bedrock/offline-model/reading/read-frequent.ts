import { parentsOf } from '../joins/join-path.ts';
import { tableOf } from '../schema/schema.ts';
import type { Draft } from './draft.ts';
import { project } from './mention.ts';
import { itemsAt, operatorAt, skip } from './peek.ts';
import { pickItem } from './pick-item.ts';

/** "The most common country": the value that most rows have. */
export function readFrequent(draft: Draft): boolean {
  if (operatorAt(draft)?.op !== 'frequent') return false;
  const next = skip(draft, draft.at + 1);
  draft.at = next;
  const picked = pickItem(draft, itemsAt(draft, next), 'column');
  if (!picked) return rankAsked(draft);
  if (picked.kind !== 'column') return false;
  draft.at = next + 1;
  const table = tableOf(draft.schema, picked.column.table);
  project(draft, { kind: 'column', column: picked.column });
  draft.order.push({ by: { kind: 'count', table }, direction: 'desc' });
  draft.limit ??= 1;
  return true;
}

/** "Which product was ordered most often", "which country is the most common": what is asked for is counted. */
function rankAsked(draft: Draft): boolean {
  const [deed] = draft.focus;
  if (draft.entity && draft.select.length === 0 && deed && deed !== draft.entity) {
    draft.order.push({ by: { kind: 'count', table: deed }, direction: 'desc' });
    draft.limit ??= 1;
    return true;
  }
  const [only, ...more] = draft.select;
  const doer =
    only?.kind === 'column' && deed && belongsTo(draft, deed, only.column.table) ? deed : undefined;
  if (doer && more.length === 0) {
    draft.order.push({ by: { kind: 'count', table: doer }, direction: 'desc' });
    draft.limit ??= 1;
    return true;
  }
  if (only?.kind !== 'column' || more.length > 0) return false;
  draft.order.push({
    by: { kind: 'count', table: tableOf(draft.schema, only.column.table) },
    direction: 'desc',
  });
  draft.limit ??= 1;
  return true;
}

function belongsTo({ schema }: Draft, { key }: { readonly key: string }, owner: string): boolean {
  return key !== owner && parentsOf(schema, key).includes(owner);
}
