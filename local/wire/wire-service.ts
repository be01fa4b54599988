/** One HTTP request as the AWS SDK sent it, body read whole. Header names are lower case. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  /** What the URL has after its question mark; empty when there is none. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

export interface WireResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** One AWS service of the local stack, answering its real wire protocol behind the shared endpoint. */
export interface WireService {
  readonly name: string;
  /** Whether this request is addressed to this service (by X-Amz-Target or path). */
  accepts(request: WireRequest): boolean;
  handle(request: WireRequest): Promise<WireResponse>;
}
