import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { ForeignSchemas, loadSchemas } from '../local/sample-database/load-schemas.ts';
import { progressReport } from '../local/sample-database/progress-report.ts';
import { createReaderLogin, READER } from '../local/sample-database/reader-login.ts';

const USAGE = `Loads the sample data, schemas northwind and nw_abbr, into a PostgreSQL database.

  npm run sample -- --url postgres://user:password@host:port/database [options]

  --scale N              customers, orders and order lines times N (default 1)
  --replace              drop schemas of these names that something else made
  --reader-password PW   also make the read-only login ${READER} with this password
`;

interface SampleArguments {
  readonly url: string;
  readonly scale: number;
  readonly replace: boolean;
  readonly readerPassword: string | undefined;
}

try {
  const sample = readArguments(process.argv.slice(2));
  if (sample) await load(sample);
  else console.log(USAGE);
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

/** Undefined when help is wanted. */
function readArguments(words: string[]): SampleArguments | undefined {
  const { values } = parseArgs({
    args: words,
    options: {
      url: { type: 'string' },
      scale: { type: 'string', default: '1' },
      replace: { type: 'boolean', default: false },
      'reader-password': { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  if (!values.url || !/^postgres(ql)?:\/\//.test(values.url)) {
    throw new Error(`--url must be a PostgreSQL URL.\n\n${USAGE}`);
  }
  return {
    url: values.url,
    scale: Number(values.scale),
    replace: values.replace,
    readerPassword: values['reader-password'],
  };
}

async function load({ url, scale, replace, readerPassword }: SampleArguments): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const isNew = await loadSchemas(client, { scale, replace, onProgress: progressReport(console.log) });
    const what = `northwind and nw_abbr at scale ${scale}`;
    console.log(isNew ? `Loaded ${what}.` : `The database has ${what} already.`);
    if (readerPassword === undefined) {
      console.log(
        `No login was made: --reader-password makes ${READER}, which may only read the two schemas.`,
      );
      return;
    }
    const notices = await createReaderLogin(client, readerPassword);
    console.log(notices.join('\n') || `The login ${READER} may read the two schemas.`);
  } finally {
    await client.end();
  }
}

function explain(error: unknown): string {
  if (error instanceof ForeignSchemas) return `${error.message} --replace drops what is there.`;
  // A refused connection is an AggregateError without a message of its own.
  if (error instanceof AggregateError) return error.errors.map(String).join('\n');
  return error instanceof Error ? error.message : String(error);
}
