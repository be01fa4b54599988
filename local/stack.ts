import { join, resolve } from 'node:path';
import { type ApiServer, startApiServer } from './api-gateway/api-server.ts';
import { createBedrock } from './bedrock/create-bedrock.ts';
import type { Faults } from './bedrock/faults.ts';
import { eventBridgeService } from './eventbridge/eventbridge-service.ts';
import { openRotatingLog } from './lambda/function-log.ts';
import { lambdaService } from './lambda/lambda-service.ts';
import { publishObjectEvents } from './s3/object-events.ts';
import { openSecretFile } from './secrets-manager/secret-file.ts';
import { secretsManagerService } from './secrets-manager/secrets-manager-service.ts';
import { seed } from './seed.ts';
import { allStarted } from './stack/all-started.ts';
import { createClients, type ServiceUrls, type StackClients } from './stack/aws-clients.ts';
import { type Closers, createClosers } from './stack/closers.ts';
import { putConfiguration, watchConfiguration } from './stack/configuration-document.ts';
import { createResources } from './stack/create-resources.ts';
import { createServices, type RunningServices } from './stack/create-services.ts';
import { describeError } from './stack/describe-error.ts';
import { checkPortsAreFree } from './stack/free-ports.ts';
import { functionEnvironment } from './stack/function-environment.ts';
import { loadTemplate, PROJECT_ROOT } from './stack/load-template.ts';
import { lockFolder } from './stack/lock-file.ts';
import { portsFrom } from './stack/ports.ts';
import { refreshCatalogs } from './stack/refresh-catalogs.ts';
import { type DatabaseChoice, type StackDatabase, startDatabase } from './stack/start-database.ts';
import { startPollers } from './stack/start-pollers.ts';
import { type Servers, startServers } from './stack/start-servers.ts';
import { type LocalResources, readResources } from './template/read-resources.ts';
import { localSite } from './template/site.ts';

export interface StackOptions {
  /** Where its state lives; made when absent. */
  readonly dir: string;
  /** The API's port, the others after it; 0 lets the system choose each. */
  readonly port: number;
  readonly database: DatabaseChoice;
  /** How many times Northwind's size the sample has. */
  readonly scale?: number;
  /** False gives up crash safety of PostgreSQL for speed: for tests. */
  readonly durable?: boolean;
  /** More variables for every function. */
  readonly extraEnvironment?: Readonly<Record<string, string>>;
  /** Gets progress and failures, a line each. */
  readonly log: (line: string) => void;
}

/** A running local stack. */
export interface Stack extends RunningServices {
  /** The API's address. */
  readonly url: string;
  readonly urls: ServiceUrls;
  readonly resources: LocalResources;
  readonly clients: StackClients;
  readonly database: StackDatabase;
  /** Faults of the model that tests order. */
  readonly faults: Faults;
  /** Stops everything; safe to call twice. */
  stop(): Promise<void>;
}

/** Starts everything the CDK app describes on this machine; throws, with nothing left running, when it can't. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const closers = createClosers();
  try {
    return await assemble({ ...options, dir: resolve(options.dir) }, closers);
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function assemble(options: StackOptions, closers: Closers): Promise<Stack> {
  const { dir, log } = options;
  const ports = portsFrom(options.port);
  closers.add(lockFolder(dir));
  await checkPortsAreFree(ports);
  const [template, servers, database] = await allStarted([
    loadTemplate(),
    startServers(dir, ports, closers),
    startDatabase({
      choice: options.database,
      dir,
      port: ports.postgres,
      durable: options.durable ?? true,
      scale: options.scale ?? 1,
      closers,
      log,
    }),
  ]);
  const resources = readResources(template, localSite(servers.urls.storage));
  const clients = createClients(servers.urls);
  const onFailure = (error: unknown) => log(`failed: ${describeError(error)}`);
  const functionLog = openRotatingLog(join(dir, 'logs', 'functions.log'));
  closers.add(functionLog.close);
  const running = createServices({
    resources,
    clients,
    environment: functionEnvironment(servers.urls, dir, options.extraEnvironment ?? {}),
    tasksDir: join(PROJECT_ROOT, 'tasks'),
    onOutput: functionLog.write,
    onFailure,
    closers,
  });
  running.functions.warm();
  const secrets = await openSecretFile(join(dir, 'secrets.json'));
  await createResources(resources, servers, clients, secrets);
  await seed({ resources, clients, secrets, logins: database.logins });
  closers.add(watchConfiguration(() => void putConfiguration(resources, clients).catch(onFailure)));
  const bedrock = createBedrock();
  servers.services.push(bedrock.service, secretsManagerService(secrets), ...wireServices(running));
  if (options.database !== 'none') await refreshCatalogs(resources, running.functions).catch(onFailure);
  const api = await open(resources, servers, clients, running, ports.api, onFailure, closers);
  return {
    ...running,
    faults: bedrock.faults,
    url: api.url,
    urls: servers.urls,
    resources,
    clients,
    database,
    stop: closers.closeAll,
  };
}

function wireServices({ buses, functions, stepFunctions }: RunningServices) {
  return [stepFunctions.service, eventBridgeService(buses), lambdaService(functions)];
}

/** Lets work in: events, messages, schedules and, last, HTTP. */
async function open(
  resources: LocalResources,
  servers: Servers,
  clients: StackClients,
  { functions, buses }: RunningServices,
  port: number,
  onFailure: (error: unknown) => void,
  closers: Closers,
): Promise<ApiServer> {
  publishObjectEvents(servers.fauxqs, resources.buckets, buses);
  buses.start();
  startPollers(resources, clients.sqs, functions, onFailure, closers);
  const invoke = (name: string, payload: unknown) => functions.invoke(name, payload);
  const api = await startApiServer({ api: resources.api, port, invoke, onFailure });
  closers.add(api.close);
  return api;
}
