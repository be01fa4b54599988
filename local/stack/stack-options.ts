import type { ModelGateway } from '../bedrock/model-gateway.ts';
import type { BusEvent } from '../eventbridge/event.ts';
import type { Clock } from '../step-functions/clock.ts';
import type { ServiceGateway } from '../step-functions/integrations/ports.ts';
import type { DatabaseChoice } from './start-database.ts';

export interface StackOptions {
  /** Where its state lives; made when absent. */
  readonly dir: string;
  /** The API's port, the others after it; 0 lets the system choose each. */
  readonly port: number;
  readonly database: DatabaseChoice;
  /** Path of the configuration document; the project's when absent. */
  readonly configuration?: string;
  /** Stands between the tasks and the local Bedrock. */
  readonly modelGateway?: ModelGateway;
  /** Stands between the machines and the tables, buses and queues they call. */
  readonly serviceGateway?: ServiceGateway;
  /** Told of every event of every bus before a rule is. */
  readonly onEvent?: (event: BusEvent, busName: string) => void;
  /** How many times Northwind's size the sample has. */
  readonly scale?: number;
  /** False gives up crash safety of PostgreSQL for speed: for tests. */
  readonly durable?: boolean;
  /** False keeps programs that look for a stack from finding it: it may stop at any time. */
  readonly shared?: boolean;
  /** More variables for every function. */
  readonly extraEnvironment?: Readonly<Record<string, string>>;
  /** What schedules go by; the machine's own time when absent. */
  readonly scheduleClock?: Clock;
  /** Gets progress and failures, a line each. */
  readonly log: (line: string) => void;
}
