declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** Milliseconds that a table stays in a transitional status; `path` is the LevelDB folder (in memory without). */
  interface DynaliteOptions {
    path?: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }
  export default function dynalite(options?: DynaliteOptions): Server;
}
