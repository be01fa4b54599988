import { ArnFormat, type Stack } from 'aws-cdk-lib';

const stateArn = (stack: Stack, resource: string, resourceName: string) =>
  stack.formatArn({
    service: 'states',
    resource,
    resourceName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

/** A machine by its name: known before the machine exists, so that two may know each other. */
export const machineArn = (stack: Stack, name: string) => stateArn(stack, 'stateMachine', name);

export const executionsArn = (stack: Stack, machine: string) => stateArn(stack, 'execution', `${machine}:*`);
