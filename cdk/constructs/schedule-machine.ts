import { Stack } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { executionsArn, machineArn } from '../machine-arns.ts';
import { functionPlaceholder } from '../placeholders.ts';
import { acknowledgeWildcards } from './acknowledge.ts';
import { MachineFromFile } from './machine-from-file.ts';
import type { TaskFunctions } from './task-functions.ts';

const TASKS_USED = ['open-scheduled-run', 'compare-answers'];
const RUNS = 'Executions of one machine: their names are made while the product runs.';

export interface ScheduleMachineProps {
  readonly machineName: string;
  readonly questionMachineName: string;
  readonly functions: TaskFunctions;
  readonly bus: IEventBus;
  readonly logRetentionDays: RetentionDays;
}

/** The machine of one run of a standing question; EventBridge Scheduler starts it. */
export class ScheduleMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: ScheduleMachineProps) {
    super(scope, id);
    const { functions, bus, questionMachineName } = props;
    const stack = Stack.of(this);
    const arns = TASKS_USED.map((name): [string, string] => [
      functionPlaceholder(name),
      functions.of(name).functionArn,
    ]);
    const question = machineArn(stack, questionMachineName);
    const nested = new PolicyStatement({
      actions: ['states:DescribeExecution', 'states:StopExecution'],
      resources: [executionsArn(stack, questionMachineName)],
    });
    this.machine = new MachineFromFile(this, 'File', {
      file: 'schedule',
      machineName: props.machineName,
      substitutions: {
        ...Object.fromEntries(arns),
        EventBus: bus.eventBusName,
        QuestionMachine: question,
      },
      statements: [
        ...arns.map(
          ([, arn]) => new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [arn] }),
        ),
        new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] }),
        new PolicyStatement({ actions: ['states:StartExecution'], resources: [question] }),
        nested,
        waitForNested(stack),
      ],
      logRetentionDays: props.logRetentionDays,
    }).machine;
    acknowledgeWildcards(this, [nested], RUNS);
  }
}

/** Step Functions hears of the end of a nested execution by a rule of its own. */
function waitForNested(stack: Stack): PolicyStatement {
  const rule = stack.formatArn({
    service: 'events',
    resource: 'rule',
    resourceName: 'StepFunctionsGetEventsForStepFunctionsExecutionRule',
  });
  return new PolicyStatement({
    actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
    resources: [rule],
  });
}
