/** Where the local stack pretends to be: account, region and the endpoints that appear in values. */
export interface Site {
  readonly region: string;
  readonly account: string;
  readonly partition: string;
  /** The endpoint of the local SQS; a queue's `Ref` is its URL. */
  readonly sqsUrl: string;
}

export const LOCAL_REGION = 'us-east-1';
export const LOCAL_ACCOUNT = '000000000000';

export function localSite(sqsUrl: string): Site {
  return { region: LOCAL_REGION, account: LOCAL_ACCOUNT, partition: 'aws', sqsUrl };
}

/** An ARN of the local account and region. */
export function localArn(service: string, resource: string): string {
  return `arn:aws:${service}:${LOCAL_REGION}:${LOCAL_ACCOUNT}:${resource}`;
}
