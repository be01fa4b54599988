/** Public prices of us-east-1 in November 2026 (arm64, on demand, no free tier), in dollars for a million. */
export const USD_PER_MILLION = {
  /** Standard: of states entered. */
  state: 25,
  lambdaCall: 0.2,
  lambdaGibSecond: 13.3334,
  /** Units of on-demand capacity. */
  dynamodbRead: 0.125,
  dynamodbWrite: 0.625,
  s3Read: 0.4,
  s3Write: 5,
  apiCall: 3.5,
  event: 1,
  queueRequest: 0.4,
  topicMessage: 0.5,
  /** A gigabyte is 1.07 million of them. */
  logKib: 0.48,
} as const;
