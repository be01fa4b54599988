import { problem } from '../../shared/http/http-problem.ts';

interface EditHeaders {
  readonly 'if-match'?: string | undefined;
  readonly 'if-none-match'?: string | undefined;
}

/** The revision that an edit must find, 0 for none; undefined when any will do. */
export function expectedRevision(headers: EditHeaders): number | undefined {
  if (headers['if-none-match'] !== undefined) return 0;
  const tag = headers['if-match'];
  return tag === undefined ? undefined : Number(tag.slice(1, -1));
}

export const editTag = ({ revision }: { revision: number }) => `"${revision}"`;

export const editConflict = () =>
  problem('EditConflict', 'Somebody has changed this in the meantime. Read it again, then decide.');
