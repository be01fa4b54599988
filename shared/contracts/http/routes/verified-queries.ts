import type { Route } from '../route.ts';
import {
  AddVerifiedQuery,
  ImportOutcome,
  ImportVerifiedQueries,
  VerifiedQueriesQuery,
  VerifiedQueryPage,
  VerifiedQueryParams,
  VerifiedQueryQuery,
  VerifiedQueryView,
} from '../verified-queries.ts';

const tag = 'Verified queries';
const access = 'curator';
const path = '/v1/verified-queries';
const problems = ['SourceNotFound'] as const;

export const VERIFIED_QUERY_ROUTES = {
  listVerifiedQueries: {
    method: 'GET',
    path,
    summary: 'Questions of a source with the SQL that people approved for them',
    description:
      'Those whose tables and columns your policy shows, and those you approved yourself. What has not passed the guard yet is shown to curators from whom nothing is hidden.',
    tag,
    access,
    query: VerifiedQueriesQuery,
    responses: { 200: { description: 'One page.', body: VerifiedQueryPage } },
    problems,
  },
  addVerifiedQuery: {
    method: 'POST',
    path,
    summary: 'Approve SQL for a question',
    description:
      'It is pending until the guard and a dry run, both under your policy, have passed it; then it answers the question, and serves as an example for others. The same pair again is one approval more.',
    tag,
    access,
    body: AddVerifiedQuery,
    responses: {
      202: {
        description: 'Kept; it is being put to the guard.',
        body: VerifiedQueryView,
        headers: { Location: 'The verified query.' },
      },
    },
    problems,
  },
  importVerifiedQueries: {
    method: 'POST',
    path: `${path}/import`,
    summary: 'Approve a file of questions and SQL',
    description:
      'CSV with the columns question and sql, or JSON lines with these fields; `source` on a line goes before that of the query string. What can be read is taken, and each other line is named.',
    tag,
    access,
    query: VerifiedQueryQuery,
    body: ImportVerifiedQueries,
    bodyTypes: ['text/csv', 'application/x-ndjson'],
    responses: { 202: { description: 'Taken in whole or in part.', body: ImportOutcome } },
    problems,
  },
  getVerifiedQuery: {
    method: 'GET',
    path: `${path}/{id}`,
    summary: 'One verified query',
    tag,
    access,
    params: VerifiedQueryParams,
    query: VerifiedQueryQuery,
    responses: { 200: { description: 'As it is now.', body: VerifiedQueryView } },
    problems,
  },
  approveVerifiedQuery: {
    method: 'POST',
    path: `${path}/{id}/approval`,
    summary: 'Approve a verified query that somebody proposed',
    description:
      'Approvals and corrections of answers by those who are no curators are proposals: they answer nobody until a curator approves them. From then on it is as with one of your own. To turn a proposal down, delete it.',
    tag,
    access,
    params: VerifiedQueryParams,
    query: VerifiedQueryQuery,
    responses: { 202: { description: 'It is being put to the guard.', body: VerifiedQueryView } },
    problems,
  },
  deleteVerifiedQuery: {
    method: 'DELETE',
    path: `${path}/{id}`,
    summary: 'Use a verified query no longer',
    tag,
    access,
    params: VerifiedQueryParams,
    query: VerifiedQueryQuery,
    responses: { 204: { description: 'Removed.' } },
    problems,
  },
} as const satisfies Record<string, Route>;
