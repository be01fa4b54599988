import { type ApiKey, stateOf } from '../access/api-key.ts';
import type { ApiKeyStore } from '../access/api-key-store.ts';
import type { Configuration } from '../contracts/configuration.ts';
import type { Principal } from '../contracts/principal.ts';
import type { DisabledReason, Schedule } from '../contracts/schedules.ts';

const DAY_MS = 86_400_000;
/** Longer than any key is rotated within a schedule's life; it only keeps a circle from going on for ever. */
const MOST_ROTATIONS = 1_000;

export interface OwnerPorts {
  readonly keys: Pick<ApiKeyStore, 'findById'>;
  readonly configuration: () => Promise<Pick<Configuration, 'access' | 'schedules' | 'retentionDays'>>;
}

export type Owner =
  | { readonly known: true; readonly principal: Principal }
  | { readonly known: false; readonly reason: DisabledReason };

/**
 * Whose question a schedule asks now. Of a key, the principal with the roles that the key, or the one it was rotated
 * to, has today; of a token, which cannot be looked up, what it said, for as long as the configuration allows.
 */
export async function findOwner(schedule: Schedule, ports: OwnerPorts, now: Date): Promise<Owner> {
  const { credential } = schedule;
  return credential.startsWith('key:')
    ? ofKey(credential.slice('key:'.length), schedule, ports, now)
    : ofToken(schedule, ports, now);
}

async function ofKey(keyId: string, schedule: Schedule, { keys }: OwnerPorts, now: Date): Promise<Owner> {
  let key = await keys.findById(keyId);
  for (let left = MOST_ROTATIONS; key && left > 0; left--) {
    const state = stateOf(key, now.toISOString());
    if (state === 'revoked') return { known: false, reason: 'KeyRevoked' };
    if (state === 'active') return ownedBy(key, schedule);
    if (key.rotatedTo === undefined) return { known: false, reason: 'KeyExpired' };
    key = await keys.findById(key.rotatedTo);
  }
  return { known: false, reason: 'KeyUnknown' };
}

const ownedBy = ({ principal }: ApiKey, schedule: Schedule): Owner =>
  principal.id === schedule.principal.id
    ? { known: true, principal }
    : { known: false, reason: 'KeyUnknown' };

async function ofToken(schedule: Schedule, { configuration }: OwnerPorts, now: Date): Promise<Owner> {
  const { access, schedules } = await configuration();
  if (schedule.credential !== `token:${access.jwt?.issuer}`)
    return { known: false, reason: 'TokensNotAccepted' };
  const until = Date.parse(schedule.confirmedAt) + schedules.tokenDays * DAY_MS;
  return until > now.getTime()
    ? { known: true, principal: schedule.principal }
    : { known: false, reason: 'TokenNotConfirmed' };
}
