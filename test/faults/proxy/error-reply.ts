export type ProxiedService = 'dynamodb' | 's3' | 'sqs';

export interface ErrorReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Whose request it is, by the header that the JSON protocols have and S3 has not. */
export function serviceOf(target: string | string[] | undefined): ProxiedService {
  if (typeof target !== 'string') return 's3';
  return target.startsWith('DynamoDB') ? 'dynamodb' : 'sqs';
}

const JSON_HEADERS = { 'content-type': 'application/x-amz-json-1.0' };

/** How each service says that it cannot now: DynamoDB that it is throttled, S3 and SQS that something broke inside. */
const REPLIES: Readonly<Record<ProxiedService, ErrorReply>> = {
  dynamodb: {
    status: 400,
    headers: JSON_HEADERS,
    body: JSON.stringify({
      __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
      message: 'The level of configured provisioned throughput for the table was exceeded.',
    }),
  },
  s3: {
    status: 500,
    headers: { 'content-type': 'application/xml' },
    body: '<?xml version="1.0" encoding="UTF-8"?><Error><Code>InternalError</Code><Message>We encountered an internal error. Please try again.</Message></Error>',
  },
  sqs: {
    status: 500,
    headers: { ...JSON_HEADERS, 'x-amzn-query-error': 'InternalFailure;Receiver' },
    body: JSON.stringify({
      __type: 'com.amazon.coral.service#InternalFailure',
      message: 'Internal failure.',
    }),
  },
};

/** A transaction that cannot now is cancelled, which the SDK does not repeat by itself. */
const CANCELLED: ErrorReply = {
  status: 400,
  headers: JSON_HEADERS,
  body: JSON.stringify({
    __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
    message:
      'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ThrottlingError]',
    CancellationReasons: [
      { Code: 'None' },
      { Code: 'ThrottlingError', Message: 'Throughput exceeds the current capacity of your table or index.' },
    ],
  }),
};

/** Of the service that a request is for, by the same header. */
export function errorReply(target: string | string[] | undefined): ErrorReply {
  const isTransaction = typeof target === 'string' && target.endsWith('.TransactWriteItems');
  return isTransaction ? CANCELLED : REPLIES[serviceOf(target)];
}
