/** The package brings no types; this is the part we call. */
declare module 'pg-copy-streams' {
  import type { Readable, Writable } from 'node:stream';
  import type { Submittable } from 'pg';

  /** A query that takes the data of a COPY … FROM STDIN statement. */
  export function from(statement: string): Writable & Submittable;
  /** A query that gives the data of a COPY … TO STDOUT statement. */
  export function to(statement: string): Readable & Submittable;
}
