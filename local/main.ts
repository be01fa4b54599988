import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { STATE_DIR } from './state-dir.ts';

const REQUIRED_MAJOR = 24;

if (Number(process.versions.node.split('.')[0]) < REQUIRED_MAJOR) {
  process.stderr.write(`Inquery needs Node ${REQUIRED_MAJOR}; this is ${process.version}. Use npm start.\n`);
  process.exit(1);
}

try {
  makeFolder(STATE_DIR);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}

// Everything else is imported after this, so that its compiled code is kept between starts.
enableCompileCache(join(STATE_DIR, 'compile-cache'));
const { serve } = await import('./serve.ts');
await serve(process.argv.slice(2));
