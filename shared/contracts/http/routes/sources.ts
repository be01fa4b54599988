import type { Route } from '../route.ts';
import { SourceList, SourceParams, SourceView, TableList, TableParams, TableView } from '../sources.ts';

const tag = 'Sources';
const access = 'principal';

export const SOURCE_ROUTES = {
  listSources: {
    method: 'GET',
    path: '/v1/sources',
    summary: 'The databases that can be asked',
    tag,
    access,
    responses: { 200: { description: 'All of them.', body: SourceList } },
  },
  getSource: {
    method: 'GET',
    path: '/v1/sources/{source}',
    summary: 'One database',
    tag,
    access,
    params: SourceParams,
    responses: { 200: { description: 'The source and the state of its catalogue.', body: SourceView } },
    problems: ['SourceNotFound'],
  },
  listTables: {
    method: 'GET',
    path: '/v1/sources/{source}/tables',
    summary: 'Its tables',
    tag,
    access,
    params: SourceParams,
    responses: { 200: { description: 'All of them.', body: TableList } },
    problems: ['SourceNotFound', 'CatalogNotReady'],
  },
  getTable: {
    method: 'GET',
    path: '/v1/sources/{source}/tables/{table}',
    summary: 'One table with its columns and relationships',
    description: '`table` is schema.name; the name alone does where it is unique.',
    tag,
    access,
    params: TableParams,
    responses: { 200: { description: 'The table.', body: TableView } },
    problems: ['SourceNotFound', 'CatalogNotReady'],
  },
} as const satisfies Record<string, Route>;
