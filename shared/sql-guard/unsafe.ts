import { InqueryError } from '../platform/inquery-error.ts';

export function unsafe(what: string): InqueryError {
  return new InqueryError('UnsafeSql', `This SQL was not run: ${what}.`);
}
