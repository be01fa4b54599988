import * as z from 'zod';
import { type Route, roleOf } from '../contracts/http/route.ts';
import { Principal } from '../contracts/principal.ts';
import { AccessRefused, problem } from './http-problem.ts';

const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('Not JSON');
    return z.NEVER;
  }
});

/** What our authoriser hands on; API Gateway adds fields of its own. */
const AuthorizerContext = z.object({
  principalId: Principal.shape.id,
  roles: jsonText.pipe(Principal.shape.roles),
  attributes: jsonText.pipe(Principal.shape.attributes),
});

/** Which of the caller's credentials the authoriser was shown, as far as it says so. */
export const credentialOf = (authorizer: unknown): string | undefined =>
  z.object({ credential: z.string() }).safeParse(authorizer).data?.credential;

const ADMIN = 'admin';
const CURATOR = 'curator';

export const isAdmin = (principal: Principal) => principal.roles.includes(ADMIN);

/** Who looks after what is known of the sources. */
export const isCurator = (principal: Principal) => isAdmin(principal) || principal.roles.includes(CURATOR);

/** Who calls, where the route asks for it: throws Unauthenticated. */
export function identifyCaller(access: Route['access'], authorizer: unknown): Principal | undefined {
  if (access === 'public') return undefined;
  const result = AuthorizerContext.safeParse(authorizer);
  if (!result.success)
    throw problem(
      'Unauthenticated',
      'Send an API key in the header x-api-key, or a token as Authorization: Bearer.',
    );
  const { principalId: id, roles, attributes } = result.data;
  return { id, roles, attributes };
}

/** Throws NotAuthorised when the route asks for a role the caller lacks. */
export function requireRole(access: Route['access'], caller: Principal): void {
  const role = roleOf(access);
  if (!role || (role === CURATOR ? isCurator(caller) : isAdmin(caller))) return;
  throw new AccessRefused('RoleMissing', problem('NotAuthorised', `This call needs the role ${role}.`));
}
