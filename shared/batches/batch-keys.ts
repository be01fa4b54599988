/** Where files of questions are put: what lies below starts a batch. */
export const INCOMING = 'batches/in/';

export const incomingKey = (batchId: string, name: string) => `${INCOMING}${batchId}/${name}`;

const OF_A_BATCH = /^batches\/in\/([0-9A-HJKMNP-TV-Z]{26})\//;

/** The batch whose upload link leads there; undefined for a file dropped without one. */
export const batchOfKey = (key: string): string | undefined => OF_A_BATCH.exec(key)?.[1];

/** What the machine works with; removed with the jobs. */
export const itemsKey = (batchId: string) => `batches/work/${batchId}/items.jsonl`;
export const rowsKey = (batchId: string) => `batches/work/${batchId}/rows.jsonl`;

export const RESULT_FILES = {
  csv: 'answers.csv',
  jsonl: 'answers.jsonl',
  manifest: 'manifest.json',
} as const;
export type ResultFile = keyof typeof RESULT_FILES;

export const resultKey = (batchId: string, file: ResultFile) =>
  `batches/out/${batchId}/${RESULT_FILES[file]}`;
