import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { CodeFolders } from '../code-folders.ts';
import type { GrantedResources } from '../grants.ts';
import type { TaskDefinition, VariableName } from '../tasks/task-definition.ts';
import { TASKS } from '../tasks.ts';
import { TaskFunction } from './task-function.ts';

export interface TaskFunctionsProps {
  readonly codeFolder: CodeFolders;
  readonly namePrefix: string;
  readonly logRetentionDays: RetentionDays;
  readonly resources: GrantedResources;
  /** The value of each variable. */
  readonly variables: Readonly<Record<VariableName, string>>;
}

/** Every task of the list as a function. */
export class TaskFunctions extends Construct {
  private readonly functions: ReadonlyMap<string, LambdaFunction>;

  constructor(scope: Construct, id: string, props: TaskFunctionsProps) {
    super(scope, id);
    this.functions = new Map(TASKS.map((task) => [task.name, this.create(task, props)]));
  }

  /** The function of a task; throws when the list has none of that name. */
  of(task: string): LambdaFunction {
    const found = this.functions.get(task);
    if (!found) throw new Error(`No task ${task}; known: ${[...this.functions.keys()].join(', ')}.`);
    return found;
  }

  /** Some of them, by the name of their task. */
  named(tasks: readonly string[]): ReadonlyMap<string, LambdaFunction> {
    return new Map(tasks.map((task) => [task, this.of(task)]));
  }

  /** Where all of them log. */
  get logGroups(): ILogGroup[] {
    return [...this.functions.values()].map(({ logGroup }) => logGroup);
  }

  private create(task: TaskDefinition, props: TaskFunctionsProps): LambdaFunction {
    return new TaskFunction(this, {
      task,
      codeFolder: props.codeFolder(task.name),
      namePrefix: props.namePrefix,
      environment: Object.fromEntries(task.environment.map((name) => [name, props.variables[name]])),
      resources: props.resources,
      logRetentionDays: props.logRetentionDays,
    }).function;
  }
}
