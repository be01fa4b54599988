import { EventField, type IEventBus, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { functionPlaceholder } from '../placeholders.ts';
import { eventLetters } from './event-letters.ts';
import { MachineFromFile } from './machine-from-file.ts';
import type { TaskFunctions } from './task-functions.ts';

const TASKS_USED = ['verify-queries', 'index-queries'];

export interface VerifyMachineProps {
  readonly machineName: string;
  readonly functions: TaskFunctions;
  readonly bus: IEventBus;
  readonly logRetentionDays: RetentionDays;
}

/** The machine that puts verified queries into use; a changed catalogue starts it too. */
export class VerifyMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: VerifyMachineProps) {
    super(scope, id);
    const arns = TASKS_USED.map((name): [string, string] => [
      functionPlaceholder(name),
      props.functions.of(name).functionArn,
    ]);
    this.machine = new MachineFromFile(this, 'File', {
      file: 'verify-queries',
      machineName: props.machineName,
      substitutions: Object.fromEntries(arns),
      statements: arns.map(
        ([, arn]) => new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [arn] }),
      ),
      logRetentionDays: props.logRetentionDays,
    }).machine;
    new Rule(this, 'CatalogRefreshed', {
      description: 'Marks verified queries that a change of schema affects.',
      eventBus: props.bus,
      eventPattern: { source: ['inquery'], detailType: ['Catalog Refreshed'] },
      targets: [
        new SfnStateMachine(this.machine, {
          deadLetterQueue: eventLetters(this),
          input: RuleTargetInput.fromObject({ source: EventField.fromPath('$.detail.source') }),
        }),
      ],
    });
  }
}
