import { join } from 'node:path';

/** Where the local stack of this checkout keeps its state. */
export const STATE_DIR = join(import.meta.dirname, '..', '.inquery');
