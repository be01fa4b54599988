import type { ModelUse } from '../../shared/contracts/job.ts';
import type { Exchange, ModelObserver } from '../../shared/generation/ask-model.ts';

export interface RecordingObserver extends ModelObserver {
  readonly uses: ModelUse[];
  readonly exchanges: Exchange[];
  readonly sqls: string[];
  /** As name@version. */
  readonly prompts: string[];
}

/** Remembers what it is told. */
export function recordingObserver(): RecordingObserver {
  const uses: ModelUse[] = [];
  const exchanges: Exchange[] = [];
  const sqls: string[] = [];
  const prompts: string[] = [];
  return {
    uses,
    exchanges,
    sqls,
    prompts,
    prompt: (name, version) => prompts.push(`${name}@${version}`),
    use: (use) => uses.push(use),
    exchange: (exchange) => exchanges.push(exchange),
    sql: (sql) => sqls.push(sql),
  };
}
