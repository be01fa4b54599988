import * as z from 'zod';

/** What kind of question it is. */
export const Intent = z.enum(['retrieval', 'visualisation', 'reasoning', 'chat', 'out_of_scope']);
export type Intent = z.infer<typeof Intent>;

/** Why one query may not be enough for a question. */
export const Doubt = z.enum(['weak-match', 'several-joins']);
export type Doubt = z.infer<typeof Doubt>;
