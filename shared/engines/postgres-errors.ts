import type { ErrorName } from '../contracts/errors.ts';
import { InqueryError } from '../platform/inquery-error.ts';

/** SQLSTATE (PostgreSQL documentation, Appendix A) → the contract's error; the longest prefix that fits. */
const BY_SQLSTATE: Readonly<Record<string, ErrorName>> = {
  '08': 'DatabaseUnavailable',
  '0A': 'SqlSyntaxError',
  '21': 'TypeMismatch',
  '22': 'TypeMismatch',
  '25': 'UnsafeSql',
  '28': 'DatabaseUnavailable',
  '3D': 'DatabaseUnavailable',
  '3F': 'UnknownRelation',
  '40': 'EngineBusy',
  '42': 'SqlSyntaxError',
  '42501': 'NotAuthorised',
  '42702': 'UnknownColumn',
  '42703': 'UnknownColumn',
  '42725': 'TypeMismatch',
  '42803': 'GroupingError',
  '42804': 'TypeMismatch',
  '42846': 'TypeMismatch',
  '42883': 'TypeMismatch',
  '42P01': 'UnknownRelation',
  '53': 'EngineBusy',
  '54': 'SqlSyntaxError',
  '55': 'EngineBusy',
  '57014': 'StatementTimeout',
  '57P': 'DatabaseUnavailable',
};

/** What the driver says without a SQLSTATE when the server is gone or never answered. */
const CONNECTION_LOST =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|Connection terminated|timeout expired|timeout exceeded|Client has encountered a connection error|not queryable/i;

/** What TLS says of a server that has none, or whose certificate is not to be trusted. */
const TLS_REFUSED = /does not support SSL|_CERT|CERT_|UNABLE_TO_|ERR_TLS|ERR_SSL/;

/**
 * What the driver threw, by the contract's names. Only the database's own words about the SQL are passed on, and of
 * them no value that does not stand in the SQL.
 */
export function postgresError(error: unknown, sql = ''): InqueryError {
  if (error instanceof InqueryError) return error;
  const { code, message, hint, position } = fieldsOf(error);
  const name = nameOf(code, message);
  const detail = SAYS_OF_SQL.has(name) ? placeOf(code, Number(position), sql) : undefined;
  const sentence = sentenceOf(name, withoutValues(code, message, sql), hint);
  return new InqueryError(name, sentence, { cause: error, ...(detail && { detail }) });
}

/** Errors of which code and place help whoever writes the SQL anew. */
const SAYS_OF_SQL: ReadonlySet<ErrorName> = new Set([
  'SqlSyntaxError',
  'UnknownRelation',
  'UnknownColumn',
  'TypeMismatch',
  'GroupingError',
]);
const SHOWN_OF_SQL = 60;

/** The code, and the SQL from the place on that the database points at (a count of characters from 1). */
function placeOf(code: string, position: number, sql: string): string {
  const from = position > 0 ? [...sql].slice(position - 1, position - 1 + SHOWN_OF_SQL).join('') : '';
  return from ? `SQLSTATE ${code} at character ${position}: ${from}` : `SQLSTATE ${code}`;
}

/** The same error as if so many characters had not stood before the SQL. */
export function movedBack(error: unknown, characters: number): unknown {
  const position = Number(fieldsOf(error).position) - characters;
  return error instanceof Error && position > 0
    ? Object.assign(error, { position: String(position) })
    : error;
}

function nameOf(code: string, message: string): ErrorName {
  const [prefix] = Object.keys(BY_SQLSTATE)
    .filter((candidate) => code.length === 5 && code.startsWith(candidate))
    .sort((a, b) => b.length - a.length);
  const known = prefix && BY_SQLSTATE[prefix];
  if (known) return known;
  if (TLS_REFUSED.test(`${code} ${message}`)) return 'ConfigInvalid';
  return CONNECTION_LOST.test(`${code} ${message}`) ? 'DatabaseUnavailable' : 'Internal';
}

function sentenceOf(name: ErrorName, message: string, hint: string): string {
  if (name === 'DatabaseUnavailable') return 'The database could not be reached.';
  if (name === 'ConfigInvalid')
    return 'No trusted TLS connection to the database: mend its certificate, or set `tls` of the source to "disable".';
  if (name === 'EngineBusy') return 'The database is too busy to answer now.';
  if (name === 'StatementTimeout') return 'The query ran longer than this source allows.';
  if (name === 'NotAuthorised') return 'The query reads what this login may not read.';
  if (name === 'Internal') return 'The database failed in an unexpected way.';
  return hint ? `${message}. Hint: ${hint}` : message;
}

/** Errors of class 22 (data exception) quote the value that was no number, date or the like: perhaps a row's. */
function withoutValues(code: string, message: string, sql: string): string {
  if (!code.startsWith('22')) return message;
  return message.replace(/"(.*)"/s, (quoted, value: string) => (sql.includes(value) ? quoted : '"…"'));
}

function fieldsOf(error: unknown) {
  const read = (field: string) =>
    typeof error === 'object' && error !== null && field in error
      ? String(Reflect.get(error, field) ?? '')
      : '';
  return { code: read('code'), message: read('message'), hint: read('hint'), position: read('position') };
}
