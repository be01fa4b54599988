import * as z from 'zod';

const Names = z.array(z.string().min(1)).min(1);
const TableName = z.string().regex(/^[^.]+\.[^.]+$/, 'Tables are written schema.table.');

/** Either what may be seen, or what may not be and everything else may. */
const Selection = z.union([z.strictObject({ allow: Names }), z.strictObject({ deny: Names })]);
export type Selection = z.infer<typeof Selection>;

const AttributeFilter = z.strictObject({
  table: TableName,
  column: z.string().min(1),
  attribute: z.string().min(1).describe('Rows are seen whose column equals this attribute of the principal.'),
});

const ReferenceFilter = z.strictObject({
  table: TableName,
  column: z.string().min(1),
  references: z
    .strictObject({ table: TableName, column: z.string().min(1) })
    .describe('Rows are seen whose column is found in this column of rows that are seen of another table.'),
});

/** Which rows of a table a policy shows. Several filters of one table must all let a row pass. */
const RowFilter = z.union([AttributeFilter, ReferenceFilter]);
export type RowFilter = z.infer<typeof RowFilter>;

/** What principals with one of these roles may see of a source. Left out, `tables` and `columns` hide nothing. */
export const Policy = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9_-]{0,29}$/),
    roles: Names,
    tables: z
      .union([
        z.strictObject({ allow: z.array(TableName).min(1) }),
        z.strictObject({ deny: z.array(TableName) }),
      ])
      .optional(),
    columns: z.record(TableName, Selection).default({}),
    rowFilters: z.array(RowFilter).default([]),
    logins: z
      .array(z.record(z.string(), z.string().min(1)))
      .default([])
      .describe('The combinations of attribute values that get a login of their own in the database.'),
  })
  .superRefine((policy, context) => {
    for (const { path, message } of policyProblems(policy)) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  });
export type Policy = z.infer<typeof Policy>;

/** A source that says nothing of policies is open to these roles and closed to all others. */
export const DEFAULT_POLICIES = [{ name: 'all', roles: ['admin', 'analyst'] }];

/** In order of rank: the first policy that has one of the principal's roles is the one that counts. */
export const Policies = z
  .array(Policy)
  .prefault(DEFAULT_POLICIES)
  .refine((policies) => new Set(policies.map(({ name }) => name)).size === policies.length, {
    message: 'Two policies have the same name.',
  });

/** The attributes whose values decide which rows are seen, sorted. */
export function filterAttributes({ rowFilters }: Pick<Policy, 'rowFilters'>): string[] {
  return [...new Set(rowFilters.flatMap((filter) => ('attribute' in filter ? filter.attribute : [])))].sort();
}

interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type PolicyFields = Pick<Policy, 'tables' | 'columns' | 'rowFilters' | 'logins'>;

function policyProblems(policy: PolicyFields): Problem[] {
  return [...tableProblems(policy), ...filterProblems(policy), ...loginProblems(policy)];
}

/** With row filters, every table must be named: one that is forgotten would be seen whole. */
function tableProblems({ tables, rowFilters, columns }: PolicyFields): Problem[] {
  const allowed = tables && 'allow' in tables ? tables.allow : undefined;
  if (rowFilters.length > 0 && !allowed) {
    return [
      { path: ['tables'], message: 'A policy with row filters must list its tables under tables.allow.' },
    ];
  }
  const named = [
    ...rowFilters.flatMap((filter, index) =>
      namesOf(filter).map((table) => ({ table, path: ['rowFilters', index] })),
    ),
    ...Object.keys(columns).map((table) => ({ table, path: ['columns', table] })),
  ];
  return named
    .filter(({ table }) => allowed && !allowed.includes(table))
    .map(({ table, path }) => ({ path, message: `${table} is not under tables.allow.` }));
}

const namesOf = (filter: RowFilter) =>
  'references' in filter ? [filter.table, filter.references.table] : [filter.table];

/** The database cannot follow filters that lead back to where they began. */
function filterProblems({ rowFilters }: PolicyFields): Problem[] {
  const next = (table: string) =>
    rowFilters.flatMap((filter) =>
      filter.table === table && 'references' in filter ? filter.references.table : [],
    );
  const leadsBack = (from: string) => {
    const seen = new Set<string>();
    const waiting = next(from);
    for (let table = waiting.pop(); table !== undefined; table = waiting.pop()) {
      if (table === from) return true;
      if (!seen.has(table)) waiting.push(...next(table));
      seen.add(table);
    }
    return false;
  };
  return rowFilters.flatMap(({ table }, index) =>
    leadsBack(table) ? [{ path: ['rowFilters', index], message: `${table} is filtered by itself.` }] : [],
  );
}

function loginProblems(policy: PolicyFields): Problem[] {
  const wanted = filterAttributes(policy).join();
  return policy.logins.flatMap((values, index) =>
    Object.keys(values).sort().join() === wanted
      ? []
      : [{ path: ['logins', index], message: `A login needs a value for exactly: ${wanted || 'nothing'}.` }],
  );
}
