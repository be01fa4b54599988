import { GlossaryEntry, RefreshStatus } from '../../knowledge.ts';
import {
  EditHeaders,
  GlossaryEditView,
  GlossaryEntryParams,
  GlossaryView,
  PutRelationship,
  RefreshStarted,
  RelationshipEditView,
  RelationshipParams,
  RelationshipsView,
} from '../knowledge.ts';
import type { Route } from '../route.ts';
import { SourceParams } from '../sources.ts';

const tag = 'Knowledge of a source';
const params = SourceParams;
const editor = 'curator';
const catalogued = ['SourceNotFound', 'CatalogNotReady'] as const;
const ETag = 'The revision: `If-Match` with it changes nothing that somebody else has changed since.';
const TAKEN_OVER = 'The catalogue takes it over at once, without reading the database again.';

export const KNOWLEDGE_ROUTES = {
  getGlossary: {
    method: 'GET',
    path: '/v1/sources/{source}/glossary',
    summary: 'What people have said of tables and columns, and the metrics',
    description: 'As far as your policy shows tables and columns. Tables show all descriptions, merged.',
    tag,
    access: 'principal',
    params,
    responses: { 200: { description: 'The glossary.', body: GlossaryView } },
    problems: catalogued,
  },
  putGlossaryEntry: {
    method: 'PUT',
    path: '/v1/sources/{source}/glossary',
    summary: 'Say what a table, a column or a metric means',
    description: `Takes the place of what was said over HTTP of the same thing before. ${TAKEN_OVER}`,
    tag,
    access: editor,
    params,
    headers: EditHeaders,
    body: GlossaryEntry,
    responses: { 200: { description: 'Kept.', body: GlossaryEditView, headers: { ETag } } },
    problems: [...catalogued, 'EditConflict'],
  },
  deleteGlossaryEntry: {
    method: 'DELETE',
    path: '/v1/sources/{source}/glossary/{entry}',
    summary: 'Take back what was said of a table, a column or a metric',
    description: `What metadata files and comments say counts again. ${TAKEN_OVER}`,
    tag,
    access: editor,
    params: GlossaryEntryParams,
    responses: { 204: { description: 'Taken back.' } },
    problems: catalogued,
  },
  getRelationships: {
    method: 'GET',
    path: '/v1/sources/{source}/relationships',
    summary: 'How its tables join',
    tag,
    access: 'principal',
    params,
    responses: { 200: { description: 'The relationships, and for curators more.', body: RelationshipsView } },
    problems: catalogued,
  },
  putRelationship: {
    method: 'PUT',
    path: '/v1/sources/{source}/relationships',
    summary: 'Add a relationship, confirm a candidate, or bring a hidden one back',
    description: TAKEN_OVER,
    tag,
    access: editor,
    params,
    headers: EditHeaders,
    body: PutRelationship,
    responses: { 200: { description: 'Kept.', body: RelationshipEditView, headers: { ETag } } },
    problems: [...catalogued, 'EditConflict'],
  },
  deleteRelationship: {
    method: 'DELETE',
    path: '/v1/sources/{source}/relationships/{relationship}',
    summary: 'Use a relationship no longer',
    description: `One that was added over HTTP is removed; one that keys, comments, files or likeness speak for is hidden. ${TAKEN_OVER}`,
    tag,
    access: editor,
    params: RelationshipParams,
    responses: { 204: { description: 'Removed or hidden.' } },
    problems: catalogued,
  },
  refreshSource: {
    method: 'POST',
    path: '/v1/sources/{source}/refresh',
    summary: 'Read the database again',
    description: 'Until it is done, and if it fails, the catalogue stays as it is.',
    tag,
    access: editor,
    params,
    responses: {
      202: {
        description: 'Begun, or to begin when the one that runs is done.',
        body: RefreshStarted,
        headers: { Location: 'How it goes.' },
      },
    },
    problems: ['SourceNotFound'],
  },
  getRefresh: {
    method: 'GET',
    path: '/v1/sources/{source}/refresh',
    summary: 'How refreshes went, and what of the glossary could not be used',
    tag,
    access: editor,
    params,
    responses: { 200: { description: 'The last one, and whether one runs.', body: RefreshStatus } },
    problems: ['SourceNotFound'],
  },
} as const satisfies Record<string, Route>;
