import * as z from 'zod';
import { count, readProperties } from '../read-properties.ts';
import type { Resolver } from '../resolver.ts';
import type { Resource } from '../resource.ts';

export const targetSchema = z.strictObject({
  Id: z.string(),
  Arn: z.string(),
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z
    .strictObject({ InputPathsMap: z.record(z.string(), z.string()).default({}), InputTemplate: z.string() })
    .optional(),
  DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
  RetryPolicy: z
    .object({ MaximumRetryAttempts: count.optional(), MaximumEventAgeInSeconds: count.optional() })
    .optional(),
  RoleArn: z.string().optional(),
  SqsParameters: z.strictObject({ MessageGroupId: z.string() }).optional(),
});

const ruleSchema = z.object({
  EventBusName: z.string().optional(),
  EventPattern: z.record(z.string(), z.unknown()).optional(),
  ScheduleExpression: z.string().optional(),
  State: z.enum(['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS']).default('ENABLED'),
  Targets: z.array(targetSchema).default([]),
});

const busSchema = z.object({});

export type LocalTarget = z.output<typeof targetSchema>;

export interface LocalRule {
  readonly name: string;
  readonly arn: string;
  readonly busName: string;
  readonly pattern?: Readonly<Record<string, unknown>>;
  readonly schedule?: string;
  readonly targets: readonly LocalTarget[];
}

export function readEventBus(resource: Resource, resolver: Resolver): string {
  readProperties(resource, resolver, busSchema, ['Name', 'Description', 'LogConfig', 'Policy', 'Tags']);
  return resolver.identity(resource.logicalId).ref;
}

/** The rule, or undefined when the template has it switched off. */
export function readRule(resource: Resource, resolver: Resolver): LocalRule | undefined {
  const properties = readProperties(resource, resolver, ruleSchema, ['Name', 'Description', 'RoleArn']);
  if (properties.State === 'DISABLED') return undefined;
  const { ref, attributes } = resolver.identity(resource.logicalId);
  return {
    name: ref,
    arn: attributes.Arn ?? '',
    busName: busNameOf(properties.EventBusName ?? 'default'),
    pattern: properties.EventPattern,
    schedule: properties.ScheduleExpression,
    targets: properties.Targets,
  };
}

/** A bus is named by its name or its ARN. */
export function busNameOf(reference: string): string {
  return /^arn:aws:events:[^:]+:\d+:event-bus\/(.+)$/.exec(reference)?.[1] ?? reference;
}
