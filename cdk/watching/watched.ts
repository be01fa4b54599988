import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { IConstruct } from 'constructs';

/** What alarms and dashboard look at. */
export interface Watched {
  /** The deployment's name. */
  readonly name: string;
  readonly api: RestApi;
  readonly jobs: Table;
  /** By the name of their task. */
  readonly httpFunctions: ReadonlyMap<string, LambdaFunction>;
  /** Functions that no queue and no machine calls again. */
  readonly backgroundFunctions: ReadonlyMap<string, LambdaFunction>;
  /** Queues that something works on, by name. */
  readonly queues: ReadonlyMap<string, Queue>;
  /** Where messages end that nothing works on. */
  readonly deadLetters: ReadonlyMap<string, Queue>;
  readonly machines: ReadonlyMap<string, StateMachine>;
}

/** Every queue of a stack by what becomes of its messages, so that one that is added is watched too. */
export function queuesOf(stack: IConstruct): Pick<Watched, 'queues' | 'deadLetters'> {
  const all = stack.node.findAll().filter((each) => each instanceof Queue);
  const named = (queues: readonly Queue[]) =>
    new Map(queues.map((queue) => [queue.node.path.split('/').slice(1).join(''), queue]));
  return {
    queues: named(all.filter(({ deadLetterQueue }) => deadLetterQueue !== undefined)),
    deadLetters: named(all.filter(({ deadLetterQueue }) => deadLetterQueue === undefined)),
  };
}

/** Every machine of a stack, by the name of the construct it is part of. */
export function machinesOf(stack: IConstruct): Watched['machines'] {
  const all = stack.node.findAll().filter((each) => each instanceof StateMachine);
  return new Map(all.map((machine) => [machine.node.path.split('/')[1]?.toLowerCase() ?? '', machine]));
}
