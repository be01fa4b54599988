import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Random, seededRandom } from '../../commands/fuzz/seeded-random.ts';
import { type RunningPostgres, startPostgres } from '../../local/postgres/start-postgres.ts';
import { postgresStateFolders } from '../../local/postgres/state-folders.ts';
import { loadSampleDatabase } from '../../local/sample-database/load-sample-database.ts';
import { checkPortsAreFree } from '../../local/stack/free-ports.ts';
import { portsFrom } from '../../local/stack/ports.ts';
import { writePricedConfiguration } from '../support/priced-configuration.ts';
import { type FaultyProxy, startFaultyProxy } from './proxy/faulty-proxy.ts';
import { createStackUnderFault, type StackUnderFault } from './stack/stack-under-fault.ts';

/** A stack that runs in a process of its own, with everything that can be done to it. */
export interface Trial {
  readonly random: Random;
  readonly stack: StackUnderFault;
  readonly dynamodbProxy: FaultyProxy;
  /** Before S3 and SQS. */
  readonly storageProxy: FaultyProxy;
  readonly eventsFile: string;
  readonly callsFile: string;
  readonly logFile: string;
  /** The sample as its superuser sees it. */
  readonly adminUrl: string;
  stopDatabase(): Promise<void>;
  startDatabase(): Promise<void>;
  /** Sets the clock of all processes of the stack, by milliseconds from the true time. */
  shiftClock(ms: number): Promise<void>;
  /** Leaves no process behind; the folder only when it is to be looked at. */
  close(keepFolder: boolean): Promise<void>;
}

export interface TrialOptions {
  readonly seed: number;
  /** Of a table beside the sample, which takes a while to export. */
  readonly bigRows: number;
}

/** Starts PostgreSQL with the sample, the proxies and the stack behind them. */
export async function startTrial({ seed, bigRows }: TrialOptions): Promise<Trial> {
  const random = seededRandom(seed);
  const dir = await mkdtemp(join(tmpdir(), 'inquery-faults-'));
  const dataDir = join(dir, 'database');
  const clockFile = join(dir, 'clock');
  const logFile = join(dir, 'stack.log');
  const eventsFile = join(dir, 'events.jsonl');
  const callsFile = join(dir, 'calls');
  for (const file of [eventsFile, callsFile]) await writeFile(file, '');
  let postgres: RunningPostgres = await startPostgres({ dataDir, port: 0, durable: false });
  const sample = await loadSampleDatabase({ adminUrl: postgres.url, scale: 1 });
  await createBigTable(sample.adminUrl, bigRows);
  // Of its own: which ports are taken must not change the plan.
  const port = await freePortsFrom(seededRandom(seed + 4));
  const proxies = await startProxies(seed, port);
  const stack = createStackUnderFault({
    dir: join(dir, 'stack'),
    port,
    databaseUrl: sample.readerUrl,
    configuration: await writePricedConfiguration(dir),
    eventsFile,
    callsFile,
    logFile,
    clockFile,
    environment: {
      AWS_ENDPOINT_URL_DYNAMODB: proxies.dynamodbProxy.url,
      AWS_ENDPOINT_URL_S3: proxies.storageProxy.url,
      AWS_ENDPOINT_URL_SQS: proxies.storageProxy.url,
    },
  });
  await stack.start();
  return {
    ...{ random, stack, eventsFile, callsFile, logFile, adminUrl: sample.adminUrl, ...proxies },
    stopDatabase: () => postgres.stop(),
    startDatabase: async () => {
      postgres = await startPostgres({ dataDir, port: postgres.port, durable: false });
    },
    shiftClock: (ms) => writeFile(clockFile, String(ms)),
    close: async (keepFolder) => {
      await stack.kill();
      await Promise.all([proxies.dynamodbProxy.close(), proxies.storageProxy.close(), postgres.stop()]);
      const folders = keepFolder ? postgresStateFolders(dataDir) : [...postgresStateFolders(dataDir), dir];
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startProxies(seed: number, stackPort: number) {
  const { dynamodb, storage } = portsFrom(stackPort);
  const before = (port: number, nth: number) =>
    startFaultyProxy({ target: `http://127.0.0.1:${port}`, random: seededRandom(seed + nth) });
  const [dynamodbProxy, storageProxy] = await Promise.all([before(dynamodb, 1), before(storage, 2)]);
  return { dynamodbProxy, storageProxy };
}

export const BIG_TABLE = 'northwind.big_lines';

async function createBigTable(adminUrl: string, rows: number): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`
    CREATE TABLE ${BIG_TABLE} AS
    SELECT n::int4 AS id, md5(n::text) AS note, repeat('x', 60) AS filler FROM generate_series(1, ${rows}) AS n`);
  await client.query(`GRANT SELECT ON ${BIG_TABLE} TO inquery_reader`);
  await client.end();
}

const FIRST_PORT = 20_000;
const PORT_BLOCKS = 2_400;
const BLOCK = 5;

/** The first of five free ports, below those that the system gives to whoever asks for any. */
async function freePortsFrom(random: Random): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + BLOCK * random.below(PORT_BLOCKS);
    const isFree = await checkPortsAreFree(portsFrom(port)).then(
      () => true,
      () => false,
    );
    if (isFree) return port;
  }
}
