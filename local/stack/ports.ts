/** The five loopback ports of a stack; 0 lets the system choose each. */
export interface StackPorts {
  readonly api: number;
  readonly postgres: number;
  /** Our own AWS services: Step Functions, EventBridge, Lambda, Secrets Manager, Bedrock. */
  readonly services: number;
  /** S3 and SQS. */
  readonly storage: number;
  readonly dynamodb: number;
}

const DEFAULT_PORT = 3000;
/** Leaves room for four more. */
const LAST_PORT = 65_531;

/** The API's port and the four after it, or five free ones for 0. */
export function portsFrom(port: number): StackPorts {
  const offset = (distance: number) => (port === 0 ? 0 : port + distance);
  return { api: port, postgres: offset(1), services: offset(2), storage: offset(3), dynamodb: offset(4) };
}

/** Reads PORT; throws with what is allowed when it is neither 0 nor a port that leaves four after it. */
export function readPort(value: string | undefined): number {
  const port = value === undefined || value === '' ? DEFAULT_PORT : Number(value);
  if (Number.isInteger(port) && port >= 0 && port <= LAST_PORT) return port;
  throw new Error(`PORT must be a number from 0 to ${LAST_PORT}, not ${value}`);
}
