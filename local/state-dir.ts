import { join, resolve } from 'node:path';

/** Where the local stack keeps its state: .inquery in this checkout, or the folder that INQUERY_DIR names. */
export const STATE_DIR = resolve(process.env.INQUERY_DIR || join(import.meta.dirname, '..', '.inquery'));
