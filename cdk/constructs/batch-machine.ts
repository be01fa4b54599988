import { Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { EventField, type IEventBus, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { executionsArn, machineArn } from '../machine-arns.ts';
import { functionPlaceholder } from '../placeholders.ts';
import { acknowledgeWildcards } from './acknowledge.ts';
import { eventLetters } from './event-letters.ts';
import { MachineFromFile } from './machine-from-file.ts';
import type { TaskFunctions } from './task-functions.ts';

const TASKS_USED = ['open-batch', 'validate-batch', 'summarise-batch'];

export interface BatchMachineProps {
  readonly machineName: string;
  readonly questionMachineName: string;
  readonly functions: TaskFunctions;
  readonly jobs: ITable;
  readonly data: IBucket;
  readonly bus: IEventBus;
  readonly logRetentionDays: RetentionDays;
}

const RUNS = 'Executions and objects of one batch: their names are made while the product runs.';

/** The machine that answers files of questions; a file put below batches/in/ starts it. */
export class BatchMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: BatchMachineProps) {
    super(scope, id);
    const { functions, jobs, bus, data, questionMachineName } = props;
    const arns = TASKS_USED.map((name): [string, string] => [
      functionPlaceholder(name),
      functions.of(name).functionArn,
    ]);
    const wide = [...this.runsOf(props), ...workFiles(data)];
    this.machine = new MachineFromFile(this, 'File', {
      file: 'batch',
      machineName: props.machineName,
      substitutions: {
        ...Object.fromEntries(arns),
        JobsTable: jobs.tableName,
        EventBus: bus.eventBusName,
        DataBucket: data.bucketName,
        QuestionMachine: machineArn(Stack.of(this), questionMachineName),
      },
      statements: [
        ...arns.map(
          ([, arn]) => new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [arn] }),
        ),
        new PolicyStatement({
          actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
          resources: [jobs.tableArn],
        }),
        new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] }),
        ...wide,
      ],
      logRetentionDays: props.logRetentionDays,
    }).machine;
    acknowledgeWildcards(this, wide, RUNS);
    this.startWithFiles(data);
  }

  /** A distributed Map starts executions of its own machine, and each of them one of the question machine. */
  private runsOf({ machineName, questionMachineName }: BatchMachineProps): PolicyStatement[] {
    const stack = Stack.of(this);
    const nested = [machineName, questionMachineName];
    const rule = stack.formatArn({
      service: 'events',
      resource: 'rule',
      resourceName: 'StepFunctionsGetEventsForStepFunctionsExecutionRule',
    });
    return [
      new PolicyStatement({
        actions: ['states:StartExecution'],
        resources: nested.map((name) => machineArn(stack, name)),
      }),
      new PolicyStatement({
        actions: ['states:DescribeExecution', 'states:StopExecution'],
        resources: [`${machineName}/*`, questionMachineName].map((name) => executionsArn(stack, name)),
      }),
      new PolicyStatement({
        actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
        resources: [rule],
      }),
    ];
  }

  private startWithFiles(data: IBucket): void {
    new Rule(this, 'FileArrived', {
      description: 'Answers a file of questions as soon as it lies there.',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [data.bucketName] }, object: { key: [{ prefix: 'batches/in/' }] } },
      },
      targets: [
        new SfnStateMachine(this.machine, {
          deadLetterQueue: eventLetters(this),
          input: RuleTargetInput.fromObject({
            key: EventField.fromPath('$.detail.object.key'),
            etag: EventField.fromPath('$.detail.object.etag'),
            size: EventField.fromPath('$.detail.object.size'),
          }),
        }),
      ],
    });
  }
}

/** What the Map reads its items from and writes its results to. */
function workFiles(data: IBucket): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
      resources: [data.arnForObjects('batches/work/*')],
    }),
  ];
}
