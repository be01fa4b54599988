import { globSync, readFileSync } from 'node:fs';

const SDK_IMPORT = /import\s*\{([^}]*)\}\s*from '@aws-sdk\/[^']+'/g;

/** All names our runtime sources import from the SDK. */
export function sdkImports(root: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const file of globSync('{shared,tasks}/**/*.ts', { cwd: root })) {
    for (const [, list = ''] of readFileSync(`${root}/${file}`, 'utf8').matchAll(SDK_IMPORT)) {
      for (const name of list.split(',')) names.add(name.replace('type ', '').trim());
    }
  }
  return names;
}
