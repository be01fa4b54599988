import type { ModelUse } from '../../shared/contracts/job.ts';
import type { Exchange, ModelObserver } from '../../shared/generation/ask-model.ts';

export interface RecordingObserver extends ModelObserver {
  readonly uses: ModelUse[];
  readonly exchanges: Exchange[];
  readonly sqls: string[];
}

/** Remembers what it is told. */
export function recordingObserver(): RecordingObserver {
  const uses: ModelUse[] = [];
  const exchanges: Exchange[] = [];
  const sqls: string[] = [];
  return {
    uses,
    exchanges,
    sqls,
    use: (use) => uses.push(use),
    exchange: (exchange) => exchanges.push(exchange),
    sql: (sql) => sqls.push(sql),
  };
}
