import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { Policies, Policy } from '../../../shared/contracts/policy.ts';

const filter = { table: 's.customers', column: 'tenant', attribute: 'tenant' };
const base = { name: 'tenant', roles: ['customer'] };
const filtered = { ...base, tables: { allow: ['s.customers', 's.orders'] }, rowFilters: [filter] };
const follows = (table: string, other: string) => ({
  table,
  column: 'id',
  references: { table: other, column: 'id' },
});

describe('Policy', () => {
  it('hides nothing when it names roles alone', () => {
    expect(Policy.parse(base)).toEqual({ ...base, columns: {}, rowFilters: [], logins: [] });
  });

  it.each([
    ['filters that are in a row', { rowFilters: [filter, follows('s.orders', 's.customers')] }],
    ['a login for a combination of values', { logins: [{ tenant: 'a' }] }],
    ['columns of a table it shows', { columns: { 's.orders': { deny: ['note'] } } }],
  ])('takes %s', (_, change) => {
    expect(Policy.safeParse({ ...filtered, ...change }).success).toBe(true);
  });

  it.each([
    ['no role', { ...base, roles: [] }, 'roles'],
    ['a table without its schema', { ...base, tables: { allow: ['customers'] } }, 'schema.table'],
    ['allow and deny at once', { ...base, columns: { 's.t': { allow: ['a'], deny: ['b'] } } }, 'columns'],
    ['row filters but no list of tables', { ...base, rowFilters: [filter] }, 'must list its tables'],
    [
      'row filters and tables by what is denied',
      { ...filtered, tables: { deny: ['s.x'] } },
      'must list its tables',
    ],
    [
      'a filter of a table it does not show',
      { ...filtered, rowFilters: [{ ...filter, table: 's.x' }] },
      's.x is not under',
    ],
    [
      'columns of a table it does not show',
      { ...filtered, columns: { 's.x': { deny: ['a'] } } },
      's.x is not under',
    ],
    [
      'filters that lead in a circle',
      { ...filtered, rowFilters: [follows('s.orders', 's.customers'), follows('s.customers', 's.orders')] },
      'filtered by itself',
    ],
    ['a login without a value', { ...filtered, logins: [{}] }, 'exactly: tenant'],
    [
      'a login with one value too many',
      { ...filtered, logins: [{ tenant: 'a', region: 'b' }] },
      'exactly: tenant',
    ],
    ['an unknown field', { ...base, rows: [] }, 'rows'],
  ])('refuses %s', (_, document, problem) => {
    const { error } = Policy.safeParse(document);

    expect(error && z.prettifyError(error)).toContain(problem);
  });
});

describe('Policies', () => {
  it('let admins and analysts see all where none are given, and nobody where the list is empty', () => {
    expect(Policies.parse(undefined)).toMatchObject([{ name: 'all', roles: ['admin', 'analyst'] }]);
    expect(Policies.parse([])).toEqual([]);
  });

  it('have names of their own', () => {
    expect(Policies.safeParse([base, base]).success).toBe(false);
  });
});
