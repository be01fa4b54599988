import { type Authenticator, authenticate } from '../../shared/access/authenticator.ts';
import type { Principal } from '../../shared/contracts/principal.ts';
import type { Logger } from '../../shared/platform/logger.ts';
import { AuthorizerEvent, lowerCaseNames } from './authorizer-event.ts';

export interface Dependencies {
  readonly authenticators: readonly Authenticator[];
  readonly logger: Logger;
}

export interface AuthorizerResult {
  readonly principalId: string;
  readonly policyDocument: {
    readonly Version: '2012-10-17';
    readonly Statement: readonly [
      { readonly Action: 'execute-api:Invoke'; readonly Effect: 'Allow'; readonly Resource: string },
    ];
  };
  /** API Gateway passes flat values only, so lists and maps are JSON text. */
  readonly context: { readonly principalId: string; readonly roles: string; readonly attributes: string };
}

/** Throws the word that API Gateway turns into 401 when nobody knows the caller. */
export function createAuthorizer({ authenticators, logger }: Dependencies) {
  return async (event: unknown): Promise<AuthorizerResult> => {
    const { headers, methodArn } = AuthorizerEvent.parse(event);
    const principal = await authenticate(authenticators, lowerCaseNames(headers));
    logger.info('Access decided', { allowed: principal !== undefined, principalId: principal?.id });
    if (!principal) throw new Error('Unauthorized');
    return allow(principal, methodArn);
  };
}

/** Allows the whole stage: API Gateway may reuse the result for other calls with the same key. */
function allow({ id, roles, attributes }: Principal, methodArn: string): AuthorizerResult {
  const [api, stage] = methodArn.split('/');
  return {
    principalId: id,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: `${api}/${stage}/*` }],
    },
    context: { principalId: id, roles: JSON.stringify(roles), attributes: JSON.stringify(attributes) },
  };
}
