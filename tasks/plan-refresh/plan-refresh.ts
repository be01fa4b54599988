import type * as z from 'zod';
import { loginsOf } from '../../shared/authorisation/logins-of.ts';
import type { RefreshPlan, RefreshRequest } from '../../shared/contracts/catalog-machine.ts';
import type { Configuration } from '../../shared/contracts/configuration.ts';
import { findSource } from '../../shared/platform/find-source.ts';

/** Throws SourceNotFound when a source is asked for that is not configured; a file for such a one starts nothing. */
export function planRefresh(
  request: z.infer<typeof RefreshRequest>,
  { sources }: Pick<Configuration, 'sources'>,
): RefreshPlan {
  if ('metadataKey' in request) {
    const [, name = ''] = request.metadataKey.split('/');
    return { refreshes: Object.hasOwn(sources, name) ? [refresh(name, 'knowledge', sources)] : [] };
  }
  if ('source' in request) {
    findSource({ sources }, request.source);
    return { refreshes: [refresh(request.source, request.scope, sources)] };
  }
  return { refreshes: Object.keys(sources).map((name) => refresh(name, request.scope, sources)) };
}

type Refresh = RefreshPlan['refreshes'][number];

function refresh(name: string, scope: Refresh['scope'], sources: Configuration['sources']): Refresh {
  const logins = loginsOf(name, findSource({ sources }, name));
  return { source: name, scope, logins: logins.map((login) => ({ ...login })) };
}
