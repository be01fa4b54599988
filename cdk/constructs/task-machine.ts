import { Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { machineArn } from '../machine-arns.ts';
import { functionPlaceholder, placeholdersIn } from '../placeholders.ts';
import { TASKS } from '../tasks.ts';
import { MachineFromFile, readMachineFile } from './machine-from-file.ts';
import type { TaskFunctions } from './task-functions.ts';

export interface TaskMachineProps {
  /** File name in state-machines/, without .asl.json. */
  readonly file: string;
  readonly machineName: string;
  /** By name: that machine knows those it is named in, too. */
  readonly exportMachineName: string;
  readonly functions: TaskFunctions;
  readonly jobs: ITable;
  readonly bus: IEventBus;
  readonly logRetentionDays: RetentionDays;
}

/** A machine over tasks, the table and the bus; it may call the functions its file names and no others. */
export class TaskMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: TaskMachineProps) {
    super(scope, id);
    const { file, functions, jobs, bus } = props;
    const exportMachine = machineArn(Stack.of(this), props.exportMachineName);
    const used = placeholdersIn(readMachineFile(file));
    const arns = TASKS.filter(({ name }) => used.has(functionPlaceholder(name))).map(
      ({ name }): [string, string] => [functionPlaceholder(name), functions.of(name).functionArn],
    );
    this.machine = new MachineFromFile(this, 'File', {
      file,
      machineName: props.machineName,
      substitutions: {
        ...Object.fromEntries(arns),
        JobsTable: jobs.tableName,
        EventBus: bus.eventBusName,
        ExportMachine: exportMachine,
      },
      statements: [
        ...arns.map(
          ([, arn]) => new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [arn] }),
        ),
        ...(used.has('ExportMachine')
          ? [new PolicyStatement({ actions: ['states:StartExecution'], resources: [exportMachine] })]
          : []),
        new PolicyStatement({ actions: ['dynamodb:UpdateItem'], resources: [jobs.tableArn] }),
        new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] }),
      ],
      logRetentionDays: props.logRetentionDays,
    }).machine;
  }
}
