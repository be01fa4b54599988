import type { QuestionResult } from '../result.ts';

export interface Change {
  readonly id: string | number;
  readonly from: QuestionResult['outcome'];
  readonly to: QuestionResult['outcome'];
}

export interface BaselineComparison {
  /** Right before, not right now. */
  readonly losses: readonly Change[];
  /** Not right before, right now. */
  readonly gains: readonly Change[];
  /** Neither before nor now right, but not in the same way. */
  readonly others: readonly Change[];
  /** Not in the baseline. */
  readonly added: readonly string[];
  /** In the baseline, not in this run. */
  readonly missing: readonly string[];
}

/** What changed, question by question, since an earlier run. */
export function compareWithBaseline(
  before: ReadonlyMap<string, QuestionResult>,
  now: ReadonlyMap<string, QuestionResult>,
): BaselineComparison {
  const changes = [...now.values()].flatMap(({ id, outcome }): Change[] => {
    const from = before.get(String(id))?.outcome;
    return from === undefined || from === outcome ? [] : [{ id, from, to: outcome }];
  });
  return {
    losses: changes.filter(({ from }) => from === 'right'),
    gains: changes.filter(({ to }) => to === 'right'),
    others: changes.filter(({ from, to }) => from !== 'right' && to !== 'right'),
    added: [...now.keys()].filter((id) => !before.has(id)),
    missing: [...before.keys()].filter((id) => !now.has(id)),
  };
}

/** For people: losses first. */
export function renderComparison(comparison: BaselineComparison): string {
  const { losses, gains, others, added, missing } = comparison;
  const lines = (title: string, changes: readonly Change[]) =>
    changes.map(({ id, from, to }) => `  ${title.padEnd(6)} ${id}: ${from} -> ${to}`);
  return [
    `Against the baseline: ${losses.length} lost, ${gains.length} gained, ${others.length} changed otherwise` +
      `, ${added.length} new, ${missing.length} not asked.`,
    ...lines('lost', losses),
    ...lines('gained', gains),
    ...lines('', others),
  ].join('\n');
}
