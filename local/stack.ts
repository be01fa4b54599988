import { join, resolve } from 'node:path';
import { type ApiServer, startApiServer } from './api-gateway/api-server.ts';
import { createBedrock } from './bedrock/create-bedrock.ts';
import type { Faults } from './bedrock/faults.ts';
import { namingFullDisk } from './disk-full.ts';
import { eventBridgeService } from './eventbridge/eventbridge-service.ts';
import { startExpiry } from './expiry/start-expiry.ts';
import { openRotatingLog } from './lambda/function-log.ts';
import { lambdaService } from './lambda/lambda-service.ts';
import { createMetricsPage, type MetricsPage } from './metrics/metrics-page.ts';
import { stackGauges } from './metrics/stack-gauges.ts';
import { publishObjectEvents } from './s3/object-events.ts';
import { openSecretFile } from './secrets-manager/secret-file.ts';
import { secretsManagerService } from './secrets-manager/secrets-manager-service.ts';
import { seed } from './seed.ts';
import { allStarted } from './stack/all-started.ts';
import { createClients, type ServiceUrls, type StackClients } from './stack/aws-clients.ts';
import { type Closers, createClosers } from './stack/closers.ts';
import { checkConfiguration, putConfiguration, watchConfiguration } from './stack/configuration-document.ts';
import { createResources } from './stack/create-resources.ts';
import { createServices, type RunningServices } from './stack/create-services.ts';
import { describeError } from './stack/describe-error.ts';
import { checkPortsAreFree } from './stack/free-ports.ts';
import { functionEnvironment } from './stack/function-environment.ts';
import { loadTemplate, PROJECT_ROOT } from './stack/load-template.ts';
import { lockFolder, StackIsRunning } from './stack/lock-file.ts';
import { openScheduler } from './stack/open-scheduler.ts';
import { portsFrom, type StackPorts } from './stack/ports.ts';
import { refreshAtStart } from './stack/refresh-catalogs.ts';
import type { StackOptions } from './stack/stack-options.ts';
import { type StackDatabase, startDatabase } from './stack/start-database.ts';
import { startPollers } from './stack/start-pollers.ts';
import { type Servers, startServers } from './stack/start-servers.ts';
import { sweepJobs } from './stack/sweep-jobs.ts';
import { type LocalResources, readResources } from './template/read-resources.ts';
import { localSite } from './template/site.ts';

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

/** What the parts of a start have in common. */
interface Start {
  readonly options: StackOptions;
  readonly dir: string;
  readonly ports: StackPorts;
  readonly closers: Closers;
  readonly onFailure: (error: unknown) => void;
}

/** What has been started before the template's code can run. */
interface Foundation {
  readonly resources: LocalResources;
  readonly servers: Servers;
  readonly clients: StackClients;
  readonly database: StackDatabase;
}

/** Starts everything the CDK app describes on this machine; throws, with nothing left running, when it can't. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const closers = createClosers();
  const onFailure = (error: unknown) => options.log(`failed: ${describeError(error)}`);
  const dir = resolve(options.dir);
  try {
    const lock = lockFolder(dir);
    closers.add(lock.release);
    const stack = await assemble({ options, dir, ports: portsFrom(options.port), closers, onFailure });
    if (options.shared ?? true) lock.publish(stack.url);
    return stack;
  } catch (error) {
    await closers.closeAll().catch(onFailure);
    throw error instanceof StackIsRunning ? error : namingFullDisk(dir, error);
  }
}

async function assemble(start: Start): Promise<Stack> {
  const foundation = await layFoundation(start);
  const { resources, servers, clients, database } = foundation;
  const metrics = createMetricsPage();
  const running = runServices(start, foundation, metrics);
  const bedrock = createBedrock({ gateway: start.options.modelGateway });
  const secrets = await openSecretFile(join(start.dir, 'secrets.json'));
  const scheduler = await openScheduler({
    ...start,
    groups: resources.scheduleGroups,
    ...running.scheduling,
    clock: start.options.scheduleClock,
  });
  await createResources(resources, servers, clients, secrets);
  const { configuration } = start.options;
  await seed({ resources, clients, secrets, logins: database.logins, configuration });
  const { buses, functions, stepFunctions } = running;
  servers.services.push(bedrock.service, secretsManagerService(secrets));
  servers.services.push(stepFunctions.service, eventBridgeService(buses), lambdaService(functions));
  servers.services.push(scheduler.service);
  if (start.options.database !== 'none') {
    await refreshAtStart({ resources, clients, stepFunctions }, start.onFailure);
  }
  const { url } = await open(start, foundation, running, metrics);
  scheduler.start();
  const { urls } = servers;
  const stop = start.closers.closeAll;
  return { ...running, faults: bedrock.faults, url, urls, resources, clients, database, stop };
}

/** The template, and the servers that keep state, at once. */
async function layFoundation({ options, dir, ports, closers }: Start): Promise<Foundation> {
  const { database: choice, durable = true, scale = 1, configuration, log } = options;
  await checkConfiguration(configuration);
  await checkPortsAreFree(ports);
  const [template, servers, database] = await allStarted([
    loadTemplate(),
    startServers(dir, ports, closers),
    startDatabase({ choice, dir, port: ports.postgres, durable, scale, closers, log }),
  ]);
  const resources = readResources(template, localSite(servers.urls.storage));
  return { resources, servers, clients: createClients(servers.urls), database };
}

/** Functions begin to load here, while tables and the rest are made. */
function runServices(
  { options, dir, closers, onFailure }: Start,
  { resources, servers, clients }: Foundation,
  metrics: MetricsPage,
): RunningServices {
  const functionLog = openRotatingLog(join(dir, 'logs', 'functions.log'));
  closers.add(functionLog.close);
  const running = createServices({
    resources,
    clients,
    callDynamoDb: servers.callDynamoDb,
    localQueues: servers.fauxqs.queues,
    dir,
    environment: functionEnvironment(servers.urls, dir, options.extraEnvironment ?? {}),
    tasksDir: join(PROJECT_ROOT, 'tasks'),
    onOutput: (chunk, stream) => {
      functionLog.write(chunk);
      metrics.read(chunk, stream);
    },
    onFailure,
    gateway: options.serviceGateway,
    closers,
  });
  if (options.onEvent) running.buses.onEvent(options.onEvent);
  running.functions.warm();
  return running;
}

/** Lets work in: events, messages, schedules and, last, HTTP. */
async function open(
  { options: { configuration, log }, ports, closers, onFailure }: Start,
  { resources, servers, clients }: Foundation,
  { functions, buses, stepFunctions }: RunningServices,
  metrics: MetricsPage,
): Promise<ApiServer> {
  const onRefused = (cause: unknown) =>
    onFailure(
      new Error('The changed configuration is not taken, the last good one stays in force', { cause }),
    );
  const onTaken = () => log('The changed configuration is taken; all functions have it within a minute.');
  const takeOver = () => void putConfiguration(resources, clients, configuration).then(onTaken, onRefused);
  closers.add(watchConfiguration(takeOver, configuration));
  publishObjectEvents(servers.fauxqs, resources.buckets, buses);
  functions.resume();
  buses.start();
  const resumed = stepFunctions.resume();
  if (resumed > 0) log(`Executions that go on where they were: ${resumed}`);
  startPollers(resources, servers.fauxqs.queues, functions, onFailure, closers);
  const invoke = (name: string, payload: unknown) => functions.invoke(name, payload);
  const pages = {
    '/metrics': async () => metrics.answer(stackGauges(resources, servers.fauxqs, stepFunctions)),
  };
  const api = await startApiServer({
    api: resources.api,
    port: ports.api,
    invoke,
    pages,
    waiting: stepFunctions.waiting,
    onFailure,
  });
  closers.add(api.close);
  closers.add(sweepJobs(resources, functions, onFailure));
  closers.add(startExpiry({ resources, servers, onFailure }));
  return api;
}
