import * as z from 'zod';
import { readProperties } from '../read-properties.ts';
import type { Resolver } from '../resolver.ts';
import type { Resource } from '../resource.ts';

const secretSchema = z.object({
  Name: z.string().optional(),
  SecretString: z.string().optional(),
  GenerateSecretString: z
    .strictObject({
      SecretStringTemplate: z.string().optional(),
      GenerateStringKey: z.string().optional(),
      PasswordLength: z.coerce.number().int().default(32),
      ExcludeCharacters: z.string().optional(),
      ExcludePunctuation: z.boolean().optional(),
      IncludeSpace: z.boolean().optional(),
      RequireEachIncludedType: z.boolean().optional(),
    })
    .optional(),
});

export interface LocalSecret {
  readonly name: string;
  readonly arn: string;
  readonly value?: string;
  readonly generate?: NonNullable<z.output<typeof secretSchema>['GenerateSecretString']>;
}

export function readSecret(resource: Resource, resolver: Resolver): LocalSecret {
  const properties = readProperties(resource, resolver, secretSchema, ['Description', 'KmsKeyId', 'Tags']);
  return {
    name: properties.Name ?? resource.logicalId,
    arn: resolver.identity(resource.logicalId).ref,
    value: properties.SecretString,
    generate: properties.GenerateSecretString,
  };
}
