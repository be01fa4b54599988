import type { DayUsage, UsageReport } from '../../shared/jobs/usage-ledger.ts';

/** A ledger of these days, always on one page. */
export function createFakeUsageReport(days: readonly DayUsage[] = []): UsageReport {
  return {
    list: async ({ principalId, from, to }) => ({
      items: days.filter(
        (each) =>
          each.day >= from &&
          each.day <= to &&
          (principalId === undefined || each.principalId === principalId),
      ),
    }),
  };
}
