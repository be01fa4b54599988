import type { Route } from '../route.ts';
import {
  DatabaseList,
  SearchQuery,
  SearchResult,
  SourceList,
  SourceParams,
  SourceView,
  TablePage,
  TableParams,
  TablesQuery,
  TableView,
} from '../sources.ts';

const tag = 'Sources';
const access = 'principal';
const params = SourceParams;
const problems = ['SourceNotFound', 'CatalogNotReady'] as const;

export const SOURCE_ROUTES = {
  listSources: {
    method: 'GET',
    path: '/v1/sources',
    summary: 'The sources that can be asked',
    tag,
    access,
    responses: {
      200: { description: 'Those you may see, each with the state of its catalogue.', body: SourceList },
    },
  },
  getSource: {
    method: 'GET',
    path: '/v1/sources/{source}',
    summary: 'One source',
    tag,
    access,
    params,
    responses: { 200: { description: 'The source and the state of its catalogue.', body: SourceView } },
    problems: ['SourceNotFound'],
  },
  listDatabases: {
    method: 'GET',
    path: '/v1/sources/{source}/databases',
    summary: 'Its schemas',
    description: 'As far as your policy shows them; one of which it shows no table is not there.',
    tag,
    access,
    params,
    responses: { 200: { description: 'All of them, by name.', body: DatabaseList } },
    problems,
  },
  listTables: {
    method: 'GET',
    path: '/v1/sources/{source}/tables',
    summary: 'Its tables',
    tag,
    access,
    params,
    query: TablesQuery,
    responses: { 200: { description: 'One page.', body: TablePage } },
    problems,
  },
  getTable: {
    method: 'GET',
    path: '/v1/sources/{source}/tables/{table}',
    summary: 'One table with its columns, their profiles, and its relationships',
    description: '`table` is schema.name; the name alone does where it is unique.',
    tag,
    access,
    params: TableParams,
    responses: { 200: { description: 'The table.', body: TableView } },
    problems,
  },
  searchTables: {
    method: 'GET',
    path: '/v1/sources/{source}/search',
    summary: 'The tables that a question speaks of',
    description:
      'Found by the words of the question in names, descriptions, synonyms and known values. No model is asked.',
    tag,
    access,
    params,
    query: SearchQuery,
    responses: { 200: { description: 'Those found; none is an answer too.', body: SearchResult } },
    problems,
  },
} as const satisfies Record<string, Route>;
