import { existsSync, readFileSync } from 'node:fs';
import { RemovalPolicy } from 'aws-cdk-lib';
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { placeholdersIn } from '../placeholders.ts';
import { isTraced } from '../tracing.ts';
import { acknowledge } from './acknowledge.ts';

const MACHINES_FOLDER = new URL('../../state-machines/', import.meta.url);

/** The text of a state machine's file; throws when there is none. */
export function readMachineFile(name: string): string {
  const file = new URL(`${name}.asl.json`, MACHINES_FOLDER);
  if (!existsSync(file)) throw new Error(`No state machine file ${file.pathname}.`);
  return readFileSync(file, 'utf8');
}

export interface MachineFromFileProps {
  /** File name in state-machines/, without .asl.json. */
  readonly file: string;
  readonly machineName: string;
  /** A value for each placeholder the file may use; those it does not use are left out. */
  readonly substitutions: Readonly<Record<string, string>>;
  readonly statements: readonly PolicyStatement[];
  readonly logRetentionDays: RetentionDays;
}

function substitutionsFor(definition: string, props: MachineFromFileProps): Record<string, string> {
  const entries = Array.from(placeholdersIn(definition), (name): [string, string] => {
    const value = props.substitutions[name];
    if (value === undefined) {
      throw new Error(
        `${props.file}.asl.json uses \${${name}}; known: ${Object.keys(props.substitutions).join(', ')}.`,
      );
    }
    return [name, value];
  });
  return Object.fromEntries(entries);
}

/** A Standard state machine whose definition is a file of state-machines/, deployed word for word. */
export class MachineFromFile extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: MachineFromFileProps) {
    super(scope, id);
    const definition = readMachineFile(props.file);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    for (const statement of props.statements) role.addToPolicy(statement);
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: props.machineName,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(definition),
      definitionSubstitutions: substitutionsFor(definition, props),
      role,
      tracingEnabled: isTraced(this),
      logs: {
        destination: new LogGroup(this, 'Logs', {
          // Groups under this prefix need no resource policy each, whose total size CloudWatch limits.
          logGroupName: `/aws/vendedlogs/states/${props.machineName}`,
          retention: props.logRetentionDays,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ERROR,
        includeExecutionData: false,
      },
    });
    acknowledge(this, {
      'AwsSolutions-SF1': 'Errors are logged; the history of a Standard execution already keeps every event.',
      'AwsSolutions-SF2': 'Steps and their times are on the job record; the deploy config switches X-Ray on.',
      'AwsSolutions-IAM5[Resource::*]':
        'Log delivery and X-Ray have no resources: AWS asks for * with these actions.',
    });
  }
}
