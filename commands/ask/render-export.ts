import { REFUSAL_ERRORS } from '../../shared/contracts/errors.ts';
import type { ExportView } from '../../shared/contracts/exports.ts';

const REFUSALS: readonly string[] = REFUSAL_ERRORS;

/** As of a question: 0 ready, 1 failed, 2 refused, 130 cancelled. */
export function exportExitCode({ status, error }: ExportView): number {
  if (status === 'READY') return 0;
  if (status === 'CANCELLED') return 130;
  return error && REFUSALS.includes(error.name) ? 2 : 1;
}

/** How an export ended, as text for people; `saved` are its files' names as they were written. */
export function renderExport(view: ExportView, saved: readonly string[]): string {
  const { rows, bytes, error, status } = view;
  if (status === 'READY') {
    const size = `${rows} ${rows === 1 ? 'row' : 'rows'}, ${bytes} bytes`;
    return saved.length === 1 ? `${saved[0]}  (${size})` : [...saved, `(${size})`].join('\n');
  }
  if (!error) return status === 'CANCELLED' ? 'Cancelled; nothing was written.' : `The export is ${status}.`;
  return `${exportExitCode(view) === 2 ? 'Refused' : 'Failed'} (${error.name}): ${error.message}`;
}
