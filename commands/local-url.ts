import { runningStack } from '../local/stack/lock-file.ts';
import { readPort } from '../local/stack/ports.ts';
import { STATE_DIR } from '../local/state-dir.ts';

/** The API of the stack that has this folder, wherever that is; else the one at PORT. */
export const localUrl = (): string =>
  runningStack(STATE_DIR)?.url ?? `http://127.0.0.1:${readPort(process.env.PORT)}`;
