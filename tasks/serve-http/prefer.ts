import { MAX_WAIT_SECONDS } from '../../shared/contracts/http/limits.ts';

/**
 * Seconds of `wait` in a Prefer header (RFC 7240), at most MAX_WAIT_SECONDS; undefined without a usable one:
 * a preference that cannot be understood is to be ignored. The first of several counts.
 */
export function preferredWait(prefer: string | undefined): number | undefined {
  const value = prefer
    ?.split(',')
    .map((preference) => /^\s*wait\s*=\s*"?(\d{1,9})"?\s*(;|$)/i.exec(preference)?.[1])
    .find((seconds) => seconds !== undefined);
  return value === undefined ? undefined : Math.min(Number(value), MAX_WAIT_SECONDS);
}
