import { ExportView } from '../../exports.ts';
import { ExportPage, ExportParams, ExportsQuery, StartExport } from '../exports.ts';
import { AskHeaders } from '../questions.ts';
import type { Route } from '../route.ts';

const tag = 'Exports';
const access = 'principal';
const path = '/v1/exports';

export const EXPORT_API = {
  startExport: {
    method: 'POST',
    path,
    summary: 'Export all rows of a question to files',
    description:
      'Answers at once with the export to follow by its id. The SQL is checked again, for you and by the policy of today, and run again: `ranAt` says when.',
    tag,
    access,
    headers: AskHeaders.pick({ 'idempotency-key': true }),
    body: StartExport,
    responses: {
      202: {
        description: 'Accepted; it goes on.',
        body: ExportView,
        headers: { Location: 'The export.' },
      },
    },
    problems: ['SourceNotFound', 'NotFound', 'NothingToExport', 'GuardrailBlocked', 'IdempotencyKeyReused'],
  },
  listExports: {
    method: 'GET',
    path,
    summary: 'The exports you asked for, newest first',
    tag,
    access,
    query: ExportsQuery,
    responses: { 200: { description: 'One page.', body: ExportPage } },
  },
  getExport: {
    method: 'GET',
    path: `${path}/{id}`,
    summary: 'One export, with links to its files once it is ready',
    description:
      'Each call makes new links; whoever has one can read the file until it ends. Only who asked for the export, and an admin, may see it.',
    tag,
    access,
    params: ExportParams,
    responses: { 200: { description: 'The export as it is now.', body: ExportView } },
  },
  cancelExport: {
    method: 'DELETE',
    path: `${path}/{id}`,
    summary: 'Cancel an export',
    description: 'Cancelling again is fine; an export that has ended otherwise stays as it is.',
    tag,
    access,
    params: ExportParams,
    responses: { 200: { description: 'Cancelled; nothing is left of it.', body: ExportView } },
    problems: ['AlreadyEnded'],
  },
} as const satisfies Record<string, Route>;
