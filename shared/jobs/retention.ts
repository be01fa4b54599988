const DAY_SECONDS = 24 * 3_600;

/** When the table forgets a record made at this ISO time, in seconds since the epoch: its time to live. */
export const expiryOf = (createdAt: string, retentionDays: number): number =>
  Math.floor(Date.parse(createdAt) / 1_000) + retentionDays * DAY_SECONDS;

/**
 * Whether a record past its time counts as gone: the table itself forgets it hours or days late. One that is open
 * does not, as long as the table has it, so that the sweeper can end it.
 */
export const isGone = ({ openKind, expiresAt }: Readonly<Record<string, unknown>>): boolean =>
  openKind === undefined && typeof expiresAt === 'number' && expiresAt * 1_000 <= Date.now();
