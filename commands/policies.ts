import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT_ROOT } from '../local/stack/load-template.ts';
import { parseConfiguration } from '../shared/platform/configuration-store.ts';
import { explainFailure } from './policies/explain-failure.ts';
import { migrationFor } from './policies/migration-for.ts';

const USAGE = `Writes the SQL that gives each policy of a source its logins: reviewable, to be run by the tables' owner.

  npm run policies -- --source NAME [options]

  --url postgres://…   the database; without it, the running local stack's sample database
  --for a=x,b=y        a combination of attribute values that needs a login, beside those configured; repeatable
  --config FILE        the configuration document (default: inquery.config.json)
  --out FILE           where to write it (default: standard output)
`;

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(explainFailure(error));
  process.exitCode = 1;
}

async function main(words: string[]): Promise<void> {
  const { values } = parseArgs({
    args: words,
    options: {
      source: { type: 'string' },
      url: { type: 'string' },
      for: { type: 'string', multiple: true, default: [] },
      config: { type: 'string', default: join(PROJECT_ROOT, 'inquery.config.json') },
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  if (!values.source) throw new Error(`--source names the source.\n\n${USAGE}`);
  const configuration = parseConfiguration(readFileSync(values.config, 'utf8'));
  const combinations = values.for.map(readCombination);
  const sql = await migrationFor(configuration, values.source, values.url, combinations);
  if (values.out === undefined) return void process.stdout.write(sql);
  writeFileSync(values.out, sql);
  console.error(`Wrote ${values.out}.`);
}

/** "region=Germany,tenant=7" as attribute values. */
function readCombination(text: string): Record<string, string> {
  const pairs = text.split(',').map((pair) => {
    const [, name, value] = /^([^=]+)=(.+)$/.exec(pair) ?? [];
    if (name && value) return [name, value];
    throw new Error(`--for takes name=value pairs with commas between them, not "${text}".`);
  });
  return Object.fromEntries(pairs);
}
