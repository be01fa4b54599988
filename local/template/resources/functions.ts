import * as z from 'zod';
import { count, flag, readProperties } from '../read-properties.ts';
import type { Resolver } from '../resolver.ts';
import { type Resource, unsupported } from '../resource.ts';

/** The template's word for which folder under tasks/ a function is. */
const TASK_METADATA = 'inquery:task';

const functionSchema = z.object({
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
  Timeout: count.default(3),
  MemorySize: count.default(128),
  ReservedConcurrentExecutions: count.optional(),
});

const IGNORED_OF_FUNCTION = [
  'FunctionName',
  'Architectures',
  'Code',
  'Description',
  'EphemeralStorage',
  'Handler',
  'KmsKeyArn',
  'Layers',
  'LoggingConfig',
  'Role',
  'Runtime',
  'Tags',
  'TracingConfig',
  'VpcConfig',
];

const mappingSchema = z.object({
  FunctionName: z.string(),
  EventSourceArn: z.string().startsWith('arn:aws:sqs:'),
  BatchSize: count.default(10),
  Enabled: flag.default(true),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  MaximumBatchingWindowInSeconds: count.default(0),
  ScalingConfig: z.object({ MaximumConcurrency: count }).optional(),
});

const asyncSchema = z.object({
  FunctionName: z.string(),
  MaximumRetryAttempts: count.default(2),
  DestinationConfig: z
    .strictObject({
      OnFailure: z.strictObject({ Destination: z.string().startsWith('arn:aws:sqs:') }).optional(),
    })
    .optional(),
});

export interface LocalFunction {
  readonly name: string;
  readonly arn: string;
  /** Its folder under tasks/. */
  readonly task: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly reservedConcurrency?: number;
}

export interface LocalEventSource {
  readonly functionName: string;
  readonly queueArn: string;
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  readonly reportsItemFailures: boolean;
  readonly maximumConcurrency?: number;
}

/** What happens to asynchronous invocations of a function that fail. */
export interface LocalAsyncRetries {
  readonly functionName: string;
  readonly attempts: number;
  readonly failureQueueArn?: string;
}

export function readFunction(resource: Resource, resolver: Resolver): LocalFunction {
  const task = resource.metadata[TASK_METADATA];
  if (typeof task !== 'string') {
    throw unsupported(resource, `the metadata ${TASK_METADATA} must name its folder under tasks/`);
  }
  const properties = readProperties(resource, resolver, functionSchema, IGNORED_OF_FUNCTION);
  const { ref, attributes } = resolver.identity(resource.logicalId);
  return {
    name: ref,
    arn: attributes.Arn ?? '',
    task,
    environment: properties.Environment?.Variables ?? {},
    timeoutSeconds: properties.Timeout,
    memoryMb: properties.MemorySize,
    reservedConcurrency: properties.ReservedConcurrentExecutions,
  };
}

export function readEventSource(resource: Resource, resolver: Resolver): LocalEventSource | undefined {
  const properties = readProperties(resource, resolver, mappingSchema, ['Tags']);
  if (!properties.Enabled) return undefined;
  return {
    functionName: functionNameOf(properties.FunctionName),
    queueArn: properties.EventSourceArn,
    batchSize: properties.BatchSize,
    batchingWindowSeconds: properties.MaximumBatchingWindowInSeconds,
    reportsItemFailures: properties.FunctionResponseTypes.length > 0,
    maximumConcurrency: properties.ScalingConfig?.MaximumConcurrency,
  };
}

export function readAsyncRetries(resource: Resource, resolver: Resolver): LocalAsyncRetries {
  const properties = readProperties(resource, resolver, asyncSchema, [
    'Qualifier',
    'MaximumEventAgeInSeconds',
  ]);
  return {
    functionName: functionNameOf(properties.FunctionName),
    attempts: properties.MaximumRetryAttempts,
    failureQueueArn: properties.DestinationConfig?.OnFailure?.Destination,
  };
}

/** A function is named by its name, its ARN, or either with a qualifier at the end. */
export function functionNameOf(reference: string): string {
  const arn = /^arn:aws:lambda:[^:]+:\d+:function:([^:]+)/.exec(reference);
  return arn?.[1] ?? reference.split(':')[0] ?? reference;
}
