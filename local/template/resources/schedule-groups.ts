import * as z from 'zod';
import { readProperties } from '../read-properties.ts';
import type { Resolver } from '../resolver.ts';
import type { Resource } from '../resource.ts';

/** A group's name; schedules come over the wire. */
export function readScheduleGroup(resource: Resource, resolver: Resolver): string {
  readProperties(resource, resolver, z.object({}), ['Name', 'Tags']);
  return resolver.identity(resource.logicalId).ref;
}
