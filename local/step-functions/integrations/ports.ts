/** What the interpreter is given to reach the world. A port that is missing is refused when a task needs it. */
export interface Integrations {
  readonly invokeLambda?: InvokeLambda;
  /** DynamoDB, EventBridge and SQS; `sdkServices` makes one of SDK clients, tests give a function. */
  readonly callService?: CallService;
  /** Objects that a distributed Map reads its items from and writes its results to. */
  readonly objects?: MapObjects;
}

export interface MapObjects {
  /** The object's bytes as they come. */
  get(
    place: { readonly Bucket: string; readonly Key: string; readonly VersionId?: string },
    signal: AbortSignal,
  ): Promise<AsyncIterable<Uint8Array>>;
  put(place: { readonly Bucket: string; readonly Key: string }, body: string): Promise<void>;
}

/**
 * Invokes a function by name (or `name:qualifier`) and gives what Lambda would answer: its payload, and
 * `functionError` set when the payload describes an error (`errorType`, `errorMessage`). What it throws
 * becomes `Lambda.<name of the error>`.
 */
export type InvokeLambda = (
  functionName: string,
  payload: unknown,
  signal: AbortSignal,
) => Promise<{ payload: unknown; functionError?: string }>;

/** One call of an AWS API. What it throws becomes `<Service>.<name of the error>`. */
export type CallService = (request: ServiceRequest, signal: AbortSignal) => Promise<unknown>;

export interface ServiceRequest {
  readonly service: 'dynamodb' | 'events' | 'sqs';
  /** The API action, its initial small: `putItem`. */
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Stands between the machines and the services they call: gives an answer of its own, or what `next` gives. */
export type ServiceGateway = (request: ServiceRequest, next: () => Promise<unknown>) => Promise<unknown>;
