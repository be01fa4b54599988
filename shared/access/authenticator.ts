import type { Principal } from '../contracts/principal.ts';
import type { Refusal } from './audit.ts';

/** Request headers, names in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** Who calls, or why nobody is known to; `credential` names what was shown, as far as it is known. */
export type Authentication =
  | { readonly known: true; readonly principal: Principal; readonly credential: string }
  | { readonly known: false; readonly code: Refusal; readonly credential?: string; readonly claim?: string };

/** Judges one kind of credential; undefined when the headers have none of its kind. */
export type Authenticator = (headers: Headers) => Promise<Authentication | undefined>;

/** Exactly one credential must be shown: of two, one might be a confused client's or a stranger's. */
export async function authenticate(
  authenticators: readonly Authenticator[],
  headers: Headers,
): Promise<Authentication> {
  const all = await Promise.all(authenticators.map((judge) => judge(headers)));
  const [shown, another] = all.filter((each) => each !== undefined);
  if (another) return { known: false, code: 'SeveralCredentials' };
  return shown ?? { known: false, code: 'NoCredentials' };
}
