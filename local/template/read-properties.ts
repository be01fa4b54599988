import * as z from 'zod';
import type { Resolver } from './resolver.ts';
import { type Resource, unsupported } from './resource.ts';

/**
 * Reads a resource's properties: those of the schema, resolved and parsed. `ignored` names the ones that
 * mean nothing on one machine; any other property is refused with the resource's logical id.
 */
export function readProperties<Shape extends z.ZodRawShape>(
  resource: Resource,
  resolver: Resolver,
  schema: z.ZodObject<Shape>,
  ignored: readonly string[],
): z.output<z.ZodObject<Shape>> {
  const used: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(resource.properties)) {
    if (name in schema.shape) used[name] = resolver.resolve(value);
    else if (!ignored.includes(name))
      throw unsupported(resource, `the local stack does not know its property ${name}`);
  }
  const parsed = schema.safeParse(used);
  if (!parsed.success) throw unsupported(resource, z.prettifyError(parsed.error));
  return parsed.data;
}

/** CloudFormation writes booleans and numbers as text at times. */
export const flag = z.union([z.boolean(), z.stringbool()]);
export const count = z.coerce.number().int();
