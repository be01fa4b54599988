import type { BatchItem, BatchRow } from '../contracts/batch-machine.ts';

/** A row ready to be written, with the question to be asked for it when it is the first to ask that. */
export interface PlannedRow {
  readonly row: Omit<BatchRow, 'row'>;
  readonly item?: BatchItem;
}
