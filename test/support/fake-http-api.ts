import { readFileSync } from 'node:fs';
import type { Catalog } from '../../shared/contracts/catalog.ts';
import type { ExportInput } from '../../shared/contracts/exports.ts';
import { Problem } from '../../shared/contracts/http/problem.ts';
import { FAMILIES, ROUTES } from '../../shared/contracts/http/routes.ts';
import type { RelationshipCandidate } from '../../shared/contracts/knowledge.ts';
import type { Principal } from '../../shared/contracts/principal.ts';
import type { VerifiedQuery } from '../../shared/contracts/verified-query.ts';
import { createHandler } from '../../shared/http/lambda-handler.ts';
import type { ProxyResult } from '../../shared/http/proxy-event.ts';
import { createRouter, selectMethod } from '../../shared/http/router.ts';
import type { Visit } from '../../shared/jobs/visit.ts';
import { createConfigurationStore } from '../../shared/platform/configuration-store.ts';
import { API as CHARTS } from '../../tasks/draw-chart/api.ts';
import { API as ADMINISTRATION } from '../../tasks/serve-administration/api.ts';
import type { Dependencies as AdministrationDependencies } from '../../tasks/serve-administration/operation.ts';
import { API as BATCHES } from '../../tasks/serve-batches/api.ts';
import type { Dependencies as BatchDependencies } from '../../tasks/serve-batches/operation.ts';
import { API as EXPORTS } from '../../tasks/serve-exports/api.ts';
import type { Dependencies as ExportDependencies } from '../../tasks/serve-exports/operation.ts';
import { API as HEALTH } from '../../tasks/serve-health/api.ts';
import { createDatabaseLook } from '../../tasks/serve-health/database-look.ts';
import type { Dependencies as HealthDependencies } from '../../tasks/serve-health/operation.ts';
import { API as QUESTIONS } from '../../tasks/serve-http/api.ts';
import type { Dependencies as QuestionDependencies } from '../../tasks/serve-http/operation.ts';
import { API as KNOWLEDGE } from '../../tasks/serve-knowledge/api.ts';
import { findTables } from '../../tasks/serve-knowledge/find-tables.ts';
import type { Dependencies as KnowledgeDependencies } from '../../tasks/serve-knowledge/operation.ts';
import { API as RERUNS } from '../../tasks/serve-reruns/api.ts';
import type { Dependencies as RerunDependencies } from '../../tasks/serve-reruns/operation.ts';
import { API as SCHEDULES } from '../../tasks/serve-schedules/api.ts';
import type { Dependencies as ScheduleDependencies } from '../../tasks/serve-schedules/operation.ts';
import { API as SUBSCRIPTIONS } from '../../tasks/serve-subscriptions/api.ts';
import type { Dependencies as SubscriptionDependencies } from '../../tasks/serve-subscriptions/operation.ts';
import { createFakeApiKeyStore } from './fake-api-key-store.ts';
import { createFakeBatchStore } from './fake-batch-store.ts';
import { createFakeClock } from './fake-clock.ts';
import { createFakeExecutions } from './fake-executions.ts';
import { createFakeExportStore } from './fake-export-store.ts';
import { createFakeJobStore } from './fake-job-store.ts';
import {
  createFakeGlossaryEdits,
  createFakeRefreshes,
  createFakeRelationshipEdits,
} from './fake-knowledge.ts';
import { createFakeLogger } from './fake-logger.ts';
import { createFakeSchedules } from './fake-schedules.ts';
import { createFakeSubscriptions } from './fake-subscriptions.ts';
import { createFakeUsageReport } from './fake-usage-report.ts';
import { createFakeVerifiedQueries } from './fake-verified-queries.ts';
import { createMemoryRateLimiter } from './memory-rate-limiter.ts';
import { SAMPLE_CATALOG } from './sample-catalog.ts';
import { validDocument } from './valid-configuration.ts';

const RECORDED = JSON.parse(
  readFileSync(new URL('../../events/received/http-proxy.json', import.meta.url), 'utf8'),
);

/** Two sources, one of them the default, and an origin of web pages. */
export const SAMPLE_DOCUMENT = {
  ...validDocument(),
  defaultSource: 'northwind',
  sources: { northwind: validDocument().sources.shop, nw_abbr: validDocument().sources.shop },
  corsOrigins: ['https://app.example'],
};

export const ANALYST: Principal = { id: 'ana', roles: ['analyst'], attributes: { tenant: 'a' } };
/** Sees what an analyst sees, and looks after it. */
export const CURATOR: Principal = { id: 'cur', roles: ['analyst', 'curator'], attributes: {} };
export const ADMIN: Principal = { id: 'root', roles: ['admin'], attributes: {} };

export interface FakeCall {
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  /** An object goes as JSON, text and bytes as they are. */
  readonly body?: object | string | Uint8Array;
  /** Undefined: the call came without one. Left out: ANALYST. */
  readonly principal?: Principal | undefined;
  /** What the caller showed; a key of the principal's where left out. */
  readonly credential?: string;
  readonly remainingMs?: number;
}

export interface FakeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  // Tests say which fields they expect; what is not there fails them.
  // biome-ignore lint/suspicious/noExplicitAny: a parsed body of any call
  readonly body: any;
}

type Dependencies = QuestionDependencies &
  KnowledgeDependencies &
  AdministrationDependencies &
  SubscriptionDependencies &
  ExportDependencies &
  RerunDependencies &
  BatchDependencies &
  ScheduleDependencies &
  HealthDependencies;

const matchPath = createRouter(ROUTES);

/** The task that the gateway hands a path to. */
function taskOf(path: string): 'serve-http' | keyof typeof FAMILIES {
  if (path.endsWith('/chart.svg')) return 'draw-chart';
  if (/\/(redrive|replay|evidence)$/.test(path)) return 'serve-reruns';
  const isOf = (family: string) => path === family || path.startsWith(`${family}/`);
  const named = Object.entries(FAMILIES).find(([, families]) => families.some(isOf))?.[0];
  // Object.entries forgets which names there are.
  return (named as keyof typeof FAMILIES | undefined) ?? 'serve-http';
}

/** All HTTP functions over fakes of its ports, called with API Gateway's recorded event. */
export function createFakeHttpApi(changes: Partial<Dependencies> = {}) {
  const jobs = createFakeJobStore();
  const executions = createFakeExecutions();
  const exports = createFakeExportStore();
  const exportExecutions = createFakeExecutions<ExportInput>();
  const clock = createFakeClock();
  const { logger, lines } = createFakeLogger();
  const objects = new Map<string, string>();
  const digests = new Map<string, string>();
  const visits = new Map<string, readonly Visit[]>();
  const catalogs = new Map<string, Catalog>([['northwind', SAMPLE_CATALOG]]);
  const document = { text: JSON.stringify(SAMPLE_DOCUMENT), version: 'v1' };
  const candidates = new Map<string, RelationshipCandidate[]>();
  const { refreshes, refreshStatuses, started, statuses } = createFakeRefreshes();
  const verified = new Map<string, VerifiedQuery>();
  let ids = 0;
  const batches = createFakeBatchStore();
  const batchCalls: string[] = [];
  const { schedules, scheduler, scheduled } = createFakeSchedules();
  const databases: { pings: string[]; ping: () => Promise<void> } = {
    pings: [],
    ping: async () => undefined,
  };

  const dependencies: Dependencies = {
    jobs,
    executions,
    exports,
    exportExecutions,
    linksFor: (seconds) => ({
      download: async (key) => ({
        url: `https://files.example/${key}?seconds=${seconds}`,
        expiresAt: new Date(clock.now() + seconds * 1_000).toISOString(),
      }),
    }),
    clock,
    logger,
    keys: createFakeApiKeyStore(),
    ...createFakeSubscriptions(),
    resolveName: async () => ['93.184.216.34'],
    usage: createFakeUsageReport(),
    rateLimiter: createMemoryRateLimiter(),
    configuration: createConfigurationStore(async () => ({ ...document }), logger, clock.now),
    objects: {
      getRange: async (key, start, end) => {
        const text = objects.get(key);
        return text === undefined ? undefined : Buffer.from(text).subarray(start, end).toString();
      },
    },
    evidenceDigests: {
      find: async (id) => digests.get(id),
      keepFirst: async (id, sha256) => {
        digests.set(id, digests.get(id) ?? sha256);
        return digests.get(id) ?? sha256;
      },
    },
    evidence: {
      getText: async (key) => objects.get(key),
      put: async (key, body) => void objects.set(key, String(body)),
    },
    writeOnce: async (key, body) => {
      if (objects.has(key)) return false;
      objects.set(key, body);
      return true;
    },
    readVisits: async (id) => visits.get(id) ?? [],
    databaseAnswers: createDatabaseLook({
      ping: ({ secretName }) => {
        databases.pings.push(secretName);
        return databases.ping();
      },
      ...{ clock, logger, withinMs: 60_000 },
    }),
    loadCatalog: async (source) => catalogs.get(source),
    findTables,
    glossary: createFakeGlossaryEdits(),
    relationships: createFakeRelationshipEdits(),
    loadCandidates: async (source) => candidates.get(source) ?? [],
    verifiedQueries: createFakeVerifiedQueries(clock, verified),
    refreshes,
    refreshStatuses,
    batches,
    links: {
      upload: async (key) => ({ url: `https://bucket/${key}?put`, expiresAt: '2026-01-01T01:00:00.000Z' }),
      download: async (key) => ({ url: `https://bucket/${key}?get`, expiresAt: '2026-01-01T01:00:00.000Z' }),
    },
    batchRuns: {
      rerun: async (id, rerunOf) => void batchCalls.push(`rerun ${id} of ${rerunOf}`),
      stop: async (arn) => void batchCalls.push(`stop ${arn}`),
    },
    ...{ schedules, scheduler },
    publish: async ({ detailType }) => void batchCalls.push(detailType),
    newId: () => ulidOf(++ids),
    ...changes,
  };
  const handlers = {
    'serve-http': createHandler(QUESTIONS, dependencies),
    'serve-exports': createHandler(EXPORTS, dependencies),
    'serve-reruns': createHandler(RERUNS, dependencies),
    'serve-batches': createHandler(BATCHES, dependencies),
    'serve-schedules': createHandler(SCHEDULES, dependencies),
    'serve-knowledge': createHandler(KNOWLEDGE, dependencies),
    'serve-subscriptions': createHandler(SUBSCRIPTIONS, dependencies),
    'serve-administration': createHandler(ADMINISTRATION, dependencies),
    'draw-chart': createHandler(CHARTS, dependencies),
    'serve-health': createHandler(HEALTH, dependencies),
  };

  const call = async (method: string, path: string, options: FakeCall = {}): Promise<FakeAnswer> => {
    const context = { getRemainingTimeInMillis: () => options.remainingMs ?? 29_000 };
    const handler = handlers[taskOf(path)];
    const answer = toAnswer(await handler(toEvent(method, path, options), context));
    assertDocumented(method, path, answer);
    return answer;
  };

  const configure = (text: string | object, version: string) =>
    Object.assign(document, { text: typeof text === 'string' ? text : JSON.stringify(text), version });

  return {
    ...{
      call,
      configure,
      jobs,
      executions,
      exports,
      exportExecutions,
      clock,
      lines,
      objects,
      catalogs,
      visits,
    },
    /** The secrets of the databases that were looked at, and how one answers. */
    databases,
    /** Batches, and what was started, stopped and told of them. */
    ...{ batches, batchCalls },
    /** Schedules, their runs, and what the scheduler was told. */
    scheduled,
    /** Refreshes that were started, how they stand, what they found likely; verified queries by id. */
    ...{ started, statuses, candidates, verified },
  };
}

export type FakeHttpApi = ReturnType<typeof createFakeHttpApi>;

/** Every answer of every test is one that the route table promises. */
function assertDocumented(method: string, path: string, { status, text, body }: FakeAnswer): void {
  if (status >= 400) Problem.parse(body);
  else if (method !== 'OPTIONS') {
    const { route } = selectMethod(matchPath(path), method);
    const response = route.responses[status];
    if (!response) throw new Error(`${method} ${route.path} promises no ${status}`);
    response.body?.parse(body ?? text);
  }
}

/** A ULID that says its number. */
export const ulidOf = (number: number) => `01JTCVZ5M0${String(number).padStart(16, '0')}`;

function toEvent(method: string, path: string, options: FakeCall): unknown {
  const { headers = {}, query = {}, body } = options;
  const principal = 'principal' in options ? options.principal : ANALYST;
  const isJson = typeof body === 'object' && !(body instanceof Uint8Array);
  const allHeaders = { ...(isJson && { 'Content-Type': 'application/json' }), ...headers };
  return {
    ...RECORDED,
    httpMethod: method,
    path,
    headers: allHeaders,
    multiValueHeaders: Object.fromEntries(Object.entries(allHeaders).map(([name, value]) => [name, [value]])),
    queryStringParameters: null,
    multiValueQueryStringParameters: Object.fromEntries(
      Object.entries(query).map(([name, value]) => [name, [value].flat()]),
    ),
    ...encodeBody(body, isJson),
    requestContext: {
      ...RECORDED.requestContext,
      path,
      authorizer: principal && {
        principalId: principal.id,
        roles: JSON.stringify(principal.roles),
        attributes: JSON.stringify(principal.attributes),
        credential: options.credential ?? `key:of-${principal.id}`,
        integrationLatency: 3,
      },
    },
  };
}

function encodeBody(body: FakeCall['body'], isJson: boolean) {
  if (body instanceof Uint8Array) {
    return { body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
  }
  return { body: isJson ? JSON.stringify(body) : (body ?? null), isBase64Encoded: false };
}

function toAnswer({ statusCode, headers, body }: ProxyResult): FakeAnswer {
  const isJson = /json/.test(headers['content-type'] ?? '');
  return { status: statusCode, headers, text: body, body: isJson ? JSON.parse(body) : undefined };
}
