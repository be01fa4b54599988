import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/** Starts a stack on the folder given, says so once it is healthy, and stops it. */
const [dir = ''] = process.argv.slice(2);
enableCompileCache(join(dir, 'compile-cache'));
const { startStack } = await import('../../local/stack.ts');

const stack = await startStack({ dir, port: 0, database: 'sample', log: () => {} });
const { status } = await fetch(`${stack.url}/health`);
if (status !== 200) throw new Error(`/health answered ${status}`);
process.stdout.write('healthy\n');
await stack.stop();
