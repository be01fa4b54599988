import * as z from 'zod';
import { CatalogChanges } from './events.ts';
import { KnowledgeProblem, RefreshScope } from './knowledge.ts';

/** What starts a run of the catalogue machine: one source, all of them, or a metadata file that came or went. */
export const RefreshRequest = z.union([
  z.strictObject({ source: z.string(), scope: RefreshScope.default('all') }),
  z.strictObject({ metadataKey: z.string() }),
  z.strictObject({ scope: RefreshScope }),
]);

export const PlanRefreshInput = z.strictObject({
  request: RefreshRequest,
  executionArn: z.string().optional(),
});

/** A login that questions run under; values of its own are looked up for it. `role` is absent for the source's own. */
const SourceLogin = z.strictObject({ secretName: z.string(), role: z.string().optional() });

export const RefreshPlan = z.strictObject({
  refreshes: z.array(
    z.strictObject({ source: z.string(), scope: RefreshScope, logins: z.array(SourceLogin) }),
  ),
});
export type RefreshPlan = z.infer<typeof RefreshPlan>;

/** What each task of a refresh is told; `executionArn` is for the log alone. */
export const RefreshInput = z.strictObject({ source: z.string(), executionArn: z.string().optional() });

export const CollectedKnowledge = z.strictObject({
  files: z.int(),
  edits: z.int(),
  /** Whether the database was ever read; without that there is nothing to describe. */
  isIntrospected: z.boolean(),
});

export const IntrospectedSource = z.strictObject({ tables: z.int() });

export const BuiltSource = z.strictObject({
  version: z.string(),
  builtAt: z.iso.datetime(),
  tables: z.int(),
  /** Whether the catalogue is another than before. */
  isNew: z.boolean(),
  changes: CatalogChanges,
  problems: z.array(KnowledgeProblem),
});
export type BuiltSource = z.infer<typeof BuiltSource>;

/** All logins of a source, or the one that this secret holds: its values are read anew. */
export const IndexValuesInput = z.strictObject({
  ...RefreshInput.shape,
  login: z.string().optional(),
});

export const IndexedValues = z.strictObject({ source: z.string(), built: z.array(z.string()) });
export type IndexedValues = z.infer<typeof IndexedValues>;
