import { createStepFunctionsExecutions } from '../jobs/stepfunctions-executions.ts';
import { newStepFunctionsClient } from '../platform/aws-clients.ts';
import { createStepFunctionsExecutionStatus } from '../platform/stepfunctions-execution-status.ts';

/** Executions of the machine a function's environment names. */
export const executionsOf = ({ QUESTION_MACHINE_ARN }: { readonly QUESTION_MACHINE_ARN: string }) =>
  createStepFunctionsExecutions({ client: newStepFunctionsClient(), stateMachineArn: QUESTION_MACHINE_ARN });

/** How executions of any machine stand, as far as a function may look. */
export const executionStatusFrom = () => createStepFunctionsExecutionStatus(newStepFunctionsClient());
