import { InqueryError } from '../../platform/inquery-error.ts';

/** A row of a file of questions as it stands there. */
export interface FileRow {
  /** Where it begins, counted from 1. */
  readonly line: number;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Why it cannot be read as a row. */
  readonly problem?: string;
}

/** The whole file is of no use; the message says where and why. */
export function unusableFile(reason: string, line?: number): InqueryError {
  return new InqueryError('BatchFileInvalid', line === undefined ? reason : `Line ${line}: ${reason}`);
}
