import { isIgnored } from './ignored-types.ts';
import { createResolver } from './resolver.ts';
import { type Resource, unsupported } from './resource.ts';
import { type LocalBucket, readBucket, readNotifyingBucket } from './resources/buckets.ts';
import { type LocalRule, readEventBus, readRule } from './resources/events.ts';
import {
  type LocalAsyncRetries,
  type LocalEventSource,
  type LocalFunction,
  readAsyncRetries,
  readEventSource,
  readFunction,
} from './resources/functions.ts';
import { type LocalGatewayResponse, readGatewayResponse } from './resources/gateway-responses.ts';
import { type LocalQueue, readQueue } from './resources/queues.ts';
import {
  type LocalApiResource,
  type LocalAuthorizer,
  type LocalMethod,
  readApiResource,
  readAuthorizer,
  readMethod,
  readRestApi,
  readStageName,
} from './resources/rest-api.ts';
import { readScheduleGroup } from './resources/schedule-groups.ts';
import { type LocalSecret, readSecret } from './resources/secrets.ts';
import { type LocalStateMachine, readStateMachine } from './resources/state-machines.ts';
import { type LocalTable, readTable } from './resources/tables.ts';
import type { Site } from './site.ts';
import type { Template } from './template.ts';

/** Everything a template asks for, resolved: what the local stack creates. */
export interface LocalResources {
  readonly tables: LocalTable[];
  readonly buckets: LocalBucket[];
  readonly queues: LocalQueue[];
  readonly functions: LocalFunction[];
  readonly eventSources: LocalEventSource[];
  readonly asyncRetries: LocalAsyncRetries[];
  readonly stateMachines: LocalStateMachine[];
  readonly eventBuses: string[];
  readonly rules: LocalRule[];
  /** Names of groups of EventBridge Scheduler. */
  readonly scheduleGroups: string[];
  readonly secrets: LocalSecret[];
  readonly api: LocalApi;
  /** The template's outputs by name. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** The one REST API of a template, empty when it has none. */
export interface LocalApi {
  rootId?: string;
  stageName?: string;
  readonly resources: LocalApiResource[];
  readonly methods: LocalMethod[];
  readonly authorizers: LocalAuthorizer[];
  readonly responses: LocalGatewayResponse[];
}

/** Reads every resource of the template; one that is neither created nor known to mean nothing is refused. */
export function readResources(template: Template, site: Site): LocalResources {
  const resolver = createResolver(template, site);
  const found = emptyResources();
  const notifying = new Set<string>();
  const add = <Item>(list: Item[], item: Item | undefined) => {
    if (item !== undefined) list.push(item);
  };
  const readers: Readonly<Record<string, (resource: Resource) => void>> = {
    'AWS::DynamoDB::Table': (it) => add(found.tables, readTable(it, resolver)),
    'AWS::S3::Bucket': (it) => add(found.buckets, readBucket(it, resolver)),
    'Custom::S3BucketNotifications': (it) => {
      const bucket = readNotifyingBucket(it, resolver);
      if (bucket) notifying.add(bucket);
    },
    'AWS::SQS::Queue': (it) => add(found.queues, readQueue(it, resolver)),
    'AWS::Lambda::Function': (it) => add(found.functions, readFunction(it, resolver)),
    'AWS::Lambda::EventSourceMapping': (it) => add(found.eventSources, readEventSource(it, resolver)),
    'AWS::Lambda::EventInvokeConfig': (it) => add(found.asyncRetries, readAsyncRetries(it, resolver)),
    'AWS::StepFunctions::StateMachine': (it) => add(found.stateMachines, readStateMachine(it, resolver)),
    'AWS::Events::EventBus': (it) => add(found.eventBuses, readEventBus(it, resolver)),
    'AWS::Events::Rule': (it) => add(found.rules, readRule(it, resolver)),
    'AWS::Scheduler::ScheduleGroup': (it) => add(found.scheduleGroups, readScheduleGroup(it, resolver)),
    'AWS::SecretsManager::Secret': (it) => add(found.secrets, readSecret(it, resolver)),
    'AWS::ApiGateway::RestApi': (it) => {
      if (found.api.rootId) throw unsupported(it, 'the local stack serves one REST API');
      found.api.rootId = readRestApi(it, resolver).rootId;
    },
    'AWS::ApiGateway::Resource': (it) => add(found.api.resources, readApiResource(it, resolver)),
    'AWS::ApiGateway::Method': (it) => add(found.api.methods, readMethod(it, resolver)),
    'AWS::ApiGateway::Authorizer': (it) => add(found.api.authorizers, readAuthorizer(it, resolver)),
    'AWS::ApiGateway::GatewayResponse': (it) => add(found.api.responses, readGatewayResponse(it, resolver)),
    'AWS::ApiGateway::Deployment': () => undefined,
    'AWS::ApiGateway::Stage': (it) => {
      found.api.stageName = readStageName(it, resolver);
    },
  };
  for (const resource of template.resources.values()) {
    if (isIgnored(resource.logicalId, resource.type)) continue;
    const read = readers[resource.type];
    if (!read) throw unsupported(resource, 'the local stack does not create resources of this type');
    read(resource);
  }
  return {
    ...found,
    buckets: found.buckets.map((bucket) => ({
      ...bucket,
      notifies: bucket.notifies || notifying.has(bucket.name),
    })),
    outputs: Object.fromEntries(
      [...template.outputs].map(([name, value]) => [name, String(resolver.resolve(value))]),
    ),
  };
}

function emptyResources(): LocalResources {
  return {
    tables: [],
    buckets: [],
    queues: [],
    functions: [],
    eventSources: [],
    asyncRetries: [],
    stateMachines: [],
    eventBuses: [],
    rules: [],
    scheduleGroups: [],
    secrets: [],
    api: { resources: [], methods: [], authorizers: [], responses: [] },
    outputs: {},
  };
}
