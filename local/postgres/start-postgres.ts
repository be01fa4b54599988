import { join } from 'node:path';
import { packagedBinaries } from './binaries.ts';
import { type Cluster, clusterFolder, openCluster, SUPERUSER } from './cluster.ts';
import { clearEarlierServer, clearOwnServer, recordOwner } from './earlier-server.ts';
import { freePort } from './free-port.ts';
import { placeServer } from './placement.ts';
import { serverAccount } from './server-account.ts';
import { serverSettings } from './server-settings.ts';
import { type SupervisedServer, superviseServer } from './supervised-server.ts';
import { waitUntilReady } from './wait-until-ready.ts';

/** Another program may take a free port before the server does. */
const PORT_ATTEMPTS = 5;

export interface PostgresOptions {
  /** Where the cluster lives; made when absent. */
  readonly dataDir: string;
  /** 0 chooses a free one. */
  readonly port: number;
  /** False gives up crash safety for speed: for tests. */
  readonly durable: boolean;
  /** Gets lines worth telling the person who starts it. */
  readonly log?: (line: string) => void;
}

export interface RunningPostgres {
  /** Superuser URL of the database `postgres`. */
  readonly url: string;
  readonly port: number;
  /** The server's own process. */
  readonly pid: number;
  /** Resolves when the server has ended, wanted or not. */
  readonly ended: Promise<void>;
  /** Starts it anew on the same port and data, once it has ended. */
  again(): Promise<RunningPostgres>;
  /** Fast shutdown; leaves no process behind. Safe to call twice. */
  stop(): Promise<void>;
}

/** Starts a real PostgreSQL on 127.0.0.1 and returns once it answers; throws with its last log lines otherwise. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const binaries = packagedBinaries();
  const account = serverAccount(join(options.dataDir, 'data'));
  const placement = placeServer(options.dataDir, binaries, account, options.log ?? (() => {}));
  await clearEarlierServer(clusterFolder(placement), placement.home);
  const cluster = await openCluster(placement, binaries, account);
  recordOwner(placement.home);
  const run = (port: number): Promise<SupervisedServer> => {
    const command = [
      join(placement.native, 'bin', 'postgres'),
      ...serverSettings(cluster.folder, port, options.durable),
    ];
    return superviseServer(command, placement.data, account);
  };
  return options.port === 0 ? onFreePort(run, cluster) : onPort(run, cluster, options.port);
}

type Run = (port: number) => Promise<SupervisedServer>;

async function onFreePort(run: Run, cluster: Cluster, attempt = 1): Promise<RunningPostgres> {
  try {
    return await onPort(run, cluster, await freePort());
  } catch (error) {
    const isTaken = error instanceof Error && error.message.includes('Address already in use');
    if (!isTaken || attempt === PORT_ATTEMPTS) throw error;
    return onFreePort(run, cluster, attempt + 1);
  }
}

async function onPort(run: Run, cluster: Cluster, port: number): Promise<RunningPostgres> {
  const url = `postgres://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/postgres`;
  const server = await run(port);
  try {
    await waitUntilReady(server, url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const again = async () => {
    await clearOwnServer(cluster.folder);
    return onPort(run, cluster, port);
  };
  return { url, port, pid: server.pid, ended: server.ended, again, stop: server.stop };
}
