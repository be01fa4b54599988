import type { PathChooser } from '../joins/join-tree.ts';
import type { Schema } from '../schema/schema.ts';

/** What writing SQL needs to know besides the query. */
export interface WriteContext {
  readonly schema: Schema;
  readonly choose: PathChooser;
}
