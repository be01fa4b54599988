import { Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { executionsArn, machineArn } from '../machine-arns.ts';
import { acknowledgeWildcards } from './acknowledge.ts';
import { MachineFromFile } from './machine-from-file.ts';
import type { TaskFunctions } from './task-functions.ts';

export interface ExportMachineProps {
  readonly machineName: string;
  /** By name: that machine knows this one's too. */
  readonly questionMachineName: string;
  readonly functions: TaskFunctions;
  readonly jobs: ITable;
  readonly bus: IEventBus;
  readonly queue: IQueue;
  readonly logRetentionDays: RetentionDays;
}

const RUNS = 'All executions of one machine: their names are made while the product runs.';

/** The machine that checks one export and puts it on the queue. */
export class ExportMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: ExportMachineProps) {
    super(scope, id);
    const { functions, jobs, bus, queue } = props;
    const checkSql = functions.of('check-sql').functionArn;
    const nested = nestedRun(Stack.of(this), props.questionMachineName);
    this.machine = new MachineFromFile(this, 'File', {
      file: 'export',
      machineName: props.machineName,
      substitutions: {
        JobsTable: jobs.tableName,
        EventBus: bus.eventBusName,
        ExportQueue: queue.queueUrl,
        CheckSqlFunction: checkSql,
        QuestionMachine: machineArn(Stack.of(this), props.questionMachineName),
      },
      statements: [
        new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [checkSql] }),
        new PolicyStatement({
          actions: ['dynamodb:UpdateItem', 'dynamodb:GetItem'],
          resources: [jobs.tableArn],
        }),
        new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] }),
        new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }),
        ...nested,
      ],
      logRetentionDays: props.logRetentionDays,
    }).machine;
    acknowledgeWildcards(this, nested, RUNS);
  }
}

/** What Step Functions asks for to run another machine and wait for its end (.sync:2). */
function nestedRun(stack: Stack, machineName: string): PolicyStatement[] {
  const rule = stack.formatArn({
    service: 'events',
    resource: 'rule',
    resourceName: 'StepFunctionsGetEventsForStepFunctionsExecutionRule',
  });
  return [
    new PolicyStatement({ actions: ['states:StartExecution'], resources: [machineArn(stack, machineName)] }),
    new PolicyStatement({
      actions: ['states:DescribeExecution', 'states:StopExecution'],
      resources: [executionsArn(stack, machineName)],
    }),
    new PolicyStatement({
      actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
      resources: [rule],
    }),
  ];
}
