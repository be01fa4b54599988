import { Duration } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { AlarmSpec } from './alarm.ts';
import { sumsOf } from './sum-metric.ts';
import type { Watched } from './watched.ts';

const sum = { statistic: 'Sum', period: Duration.minutes(5) };
/** A question that is waited for and fails is a 5xx too, so that one is no news. */
const SERVER_ERRORS = 5;

/** What callers meet, and what works for nobody in particular. */
export function httpAlarms(watched: Watched): AlarmSpec[] {
  const http = [...watched.httpFunctions.values()];
  const background = [...watched.backgroundFunctions.values()];
  return [
    {
      kind: 'server-errors',
      meaning: `The API has answered ${SERVER_ERRORS} calls or more with a 5xx in five minutes.`,
      metric: watched.api.metricServerError(sum),
      threshold: SERVER_ERRORS,
    },
    ...summed('http-errors', 'A function of the API broke off or ran out of time.', http, 'Errors'),
    ...summed('http-throttled', 'Lambda refuses calls of the API.', http, 'Throttles'),
    ...summed('background-errors', 'The sweep or the counting of jobs failed.', background, 'Errors'),
    ...sumsOf(
      ['ReadThrottleEvents', 'WriteThrottleEvents'].map((name) => watched.jobs.metric(name, sum)),
      'refused',
    ).map((metric) => ({
      kind: 'table-throttled',
      meaning: 'DynamoDB refuses reads or writes of the job table.',
      metric,
      threshold: 1,
      within: [2, 3] as const,
    })),
  ];
}

function summed(
  kind: string,
  meaning: string,
  functions: readonly LambdaFunction[],
  metricName: string,
): AlarmSpec[] {
  const metrics = functions.map((each) => each.metric(metricName, sum));
  return sumsOf(metrics, metricName).map((metric, at) => ({
    ...{ kind, meaning, metric, threshold: 1 },
    ...(at > 0 && { of: String(at + 1) }),
  }));
}
