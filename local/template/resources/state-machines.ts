import * as z from 'zod';
import { readProperties } from '../read-properties.ts';
import type { Resolver } from '../resolver.ts';
import { type Resource, unsupported } from '../resource.ts';

const machineSchema = z.object({
  DefinitionString: z.string(),
  DefinitionSubstitutions: z.record(z.string(), z.coerce.string()).default({}),
  StateMachineType: z.enum(['STANDARD', 'EXPRESS']).default('STANDARD'),
});

const IGNORED = [
  'StateMachineName',
  'RoleArn',
  'LoggingConfiguration',
  'TracingConfiguration',
  'EncryptionConfiguration',
  'Tags',
];

export interface LocalStateMachine {
  readonly name: string;
  readonly arn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** The definition with its substitutions in place. */
  readonly definition: string;
}

export function readStateMachine(resource: Resource, resolver: Resolver): LocalStateMachine {
  const properties = readProperties(resource, resolver, machineSchema, IGNORED);
  const { ref, attributes } = resolver.identity(resource.logicalId);
  const substitutions = new Map(Object.entries(properties.DefinitionSubstitutions));
  const definition = properties.DefinitionString.replace(/\$\{(\w+)\}/g, (_whole, name: string) => {
    const value = substitutions.get(name);
    if (value === undefined) throw unsupported(resource, `no substitution for \${${name}}`);
    // The value lands inside a JSON string.
    return JSON.stringify(value).slice(1, -1);
  });
  return {
    name: attributes.Name ?? resource.logicalId,
    arn: ref,
    type: properties.StateMachineType,
    definition,
  };
}
