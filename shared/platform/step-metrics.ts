import type { Step } from '../contracts/job.ts';
import { type Measured, measured } from './embedded-metrics.ts';

/** What one run of a task comes to in metrics. */
export function stepMetrics({ state, ms, error, model, ...use }: Step): Measured[] {
  const { calls = 1, tokensIn = 0, tokensOut = 0, tokensCached = 0, costUsd = 0 } = use;
  return [
    measured('state', { State: state }, { StateLatency: ms }),
    ...(error ? [measured('stateError', { State: state, Error: error.name }, { StateErrors: 1 })] : []),
    ...(model === undefined
      ? []
      : [
          measured(
            'model',
            { Model: model },
            {
              ModelCalls: calls,
              TokensIn: tokensIn,
              TokensOut: tokensOut,
              TokensCached: tokensCached,
              CostUsd: costUsd,
            },
          ),
        ]),
  ];
}
