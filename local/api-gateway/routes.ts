import type { LocalApi } from '../template/read-resources.ts';
import type { LocalMethod } from '../template/resources/rest-api.ts';

export interface Route {
  /** The resource's path as the template writes it, like `/v1/{proxy+}`. */
  readonly resource: string;
  readonly methods: readonly LocalMethod[];
}

export interface RouteMatch {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>> | null;
}

/** Finds a path's resource: a literal part beats a variable, a variable beats a greedy one. */
export function createRouter(api: LocalApi): (path: string) => RouteMatch | undefined {
  const routes = resourcePaths(api)
    .map(([id, resource]) => ({
      resource,
      methods: api.methods.filter((method) => method.resourceId === id),
    }))
    .filter((route) => route.methods.length > 0)
    .map((route) => ({ route, parts: partsOf(route.resource) }))
    .sort((left, right) => rank(left.parts).localeCompare(rank(right.parts)));
  return (path) => {
    const parts = partsOf(path);
    for (const { route, parts: pattern } of routes) {
      const found = matchParts(pattern, parts);
      if (found) return { route, pathParameters: Object.keys(found).length > 0 ? found : null };
    }
    return undefined;
  };
}

/** The method for a verb; ANY takes what has no method of its own. */
export function methodOf(route: Route, verb: string): LocalMethod | undefined {
  return (
    route.methods.find((method) => method.httpMethod === verb) ??
    route.methods.find((method) => method.httpMethod === 'ANY')
  );
}

function resourcePaths({ rootId, resources }: LocalApi): [string, string][] {
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const pathOf = (id: string): string => {
    const resource = byId.get(id);
    return resource ? `${pathOf(resource.parentId)}/${resource.pathPart}` : '';
  };
  return [[rootId ?? '', '/'], ...resources.map(({ id }): [string, string] => [id, pathOf(id)])];
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

/** Sorts literal parts before variables before greedy ones. */
function rank(parts: readonly string[]): string {
  return parts.map((part) => (part.endsWith('+}') ? '3' : part.startsWith('{') ? '2' : '1')).join('');
}

function matchParts(
  pattern: readonly string[],
  parts: readonly string[],
): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const actual = parts[index];
    if (actual === undefined) return undefined;
    if (expected.endsWith('+}')) return { ...found, [expected.slice(1, -2)]: parts.slice(index).join('/') };
    if (expected.startsWith('{')) found[expected.slice(1, -1)] = actual;
    else if (expected !== actual) return undefined;
  }
  return parts.length === pattern.length ? found : undefined;
}
