import { type Identity, identify } from './identities.ts';
import { resolveIntrinsics } from './intrinsics.ts';
import { UnsupportedTemplate } from './resource.ts';
import type { Site } from './site.ts';
import type { Template } from './template.ts';

/** Answers what the template's references mean on this machine. */
export interface Resolver {
  resolve(value: unknown): unknown;
  identity(logicalId: string): Identity;
}

export function createResolver(template: Template, site: Site): Resolver {
  const identities = new Map<string, Identity>();
  const pseudo = pseudoParameters(site);
  const resolver: Resolver = {
    resolve: (value) => resolveIntrinsics(value, references),
    identity: (logicalId) => {
      const known = identities.get(logicalId) ?? identifyFresh(logicalId);
      identities.set(logicalId, known);
      return known;
    },
  };
  const references = {
    ref: (name: string) => pseudo.get(name) ?? resolver.identity(name).ref,
    attribute: (logicalId: string, attribute: string) => {
      const value = resolver.identity(logicalId).attributes[attribute];
      if (value !== undefined) return value;
      throw new UnsupportedTemplate(`The local stack has no attribute ${attribute} of ${logicalId}`);
    },
  };
  const identifyFresh = (logicalId: string): Identity => {
    const resource = template.resources.get(logicalId);
    if (!resource)
      throw new UnsupportedTemplate(`The template has no resource or parameter named ${logicalId}`);
    return identify(resource, site, resolver.resolve);
  };
  return resolver;
}

function pseudoParameters(site: Site): ReadonlyMap<string, string> {
  return new Map([
    ['AWS::Region', site.region],
    ['AWS::AccountId', site.account],
    ['AWS::Partition', site.partition],
    ['AWS::URLSuffix', 'amazonaws.com'],
    ['AWS::StackName', 'inquery'],
  ]);
}
