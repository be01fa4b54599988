import { audit } from '../../shared/access/audit.ts';
import { type Authenticator, authenticate } from '../../shared/access/authenticator.ts';
import type { Principal } from '../../shared/contracts/principal.ts';
import { errorFields } from '../../shared/platform/error-fields.ts';
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
  readonly context: {
    readonly principalId: string;
    readonly roles: string;
    readonly attributes: string;
    /** `key:<id>` or `token:<issuer>`: which of the principal's credentials it was. */
    readonly credential: string;
  };
}

/**
 * Throws the word that API Gateway turns into 401 when nobody knows the caller; any other error, where it could not
 * be found out, becomes 500.
 */
export function createAuthorizer({ authenticators, logger }: Dependencies) {
  return async (event: unknown): Promise<AuthorizerResult> => {
    const { headers, methodArn, httpMethod: method, requestContext } = AuthorizerEvent.parse(event);
    const what = { requestId: requestContext?.requestId, method };
    const found = await authenticate(authenticators, lowerCaseNames(headers)).catch((error: unknown) => {
      audit(logger, 'AuthenticationFailed', what, errorFields(error));
      throw error;
    });
    if (!found.known) {
      const { code, credential, claim } = found;
      audit(logger, code, { ...what, credential }, { claim });
      throw new Error('Unauthorized');
    }
    const { principal, credential } = found;
    audit(logger, 'Authenticated', { ...what, principalId: principal.id, credential });
    return allow(principal, credential, methodArn);
  };
}

/** Allows the whole stage: API Gateway may reuse the result for other calls with the same key. */
function allow(
  { id, roles, attributes }: Principal,
  credential: string,
  methodArn: string,
): AuthorizerResult {
  const [api, stage] = methodArn.split('/');
  return {
    principalId: id,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: `${api}/${stage}/*` }],
    },
    context: {
      principalId: id,
      roles: JSON.stringify(roles),
      attributes: JSON.stringify(attributes),
      credential,
    },
  };
}
