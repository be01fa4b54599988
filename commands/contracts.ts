import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatedContracts } from './generated-contracts.ts';

/** Writes what is generated from the contracts: the OpenAPI document and the schemas of our events. */
const root = fileURLToPath(new URL('..', import.meta.url));
const documents = generatedContracts();
for (const [path, document] of documents) {
  mkdirSync(dirname(`${root}${path}`), { recursive: true });
  writeFileSync(`${root}${path}`, `${JSON.stringify(document, null, 2)}\n`);
  console.log(path);
}
const format = ['node_modules/@biomejs/biome/bin/biome', 'format', '--write', ...documents.keys()];
process.exitCode = spawnSync(process.execPath, format, { cwd: root, stdio: 'inherit' }).status ?? 1;
