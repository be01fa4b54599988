import { setFlagsFromString } from 'node:v8';

/**
 * V8's optimising compiler takes 500 MB for a while over the grammar's largest function, as soon as a few hundred
 * statements were parsed, and saves nothing that shows: without it a statement takes as long. To be imported before
 * the parser is; it holds for all WebAssembly the process loads from then on.
 */
for (const flag of ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag);
