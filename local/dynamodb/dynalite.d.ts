declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** Milliseconds that a table stays in a transitional status. */
  interface DynaliteOptions {
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }
  export default function dynalite(options?: DynaliteOptions): Server;
}
