import type { Column } from '../schema/schema.ts';

/** Values of a column of one table set against those of a column of another. */
export interface SetQuery {
  readonly kind: 'intersect' | 'except' | 'union' | 'counts';
  readonly columns: readonly [Column, Column];
}
