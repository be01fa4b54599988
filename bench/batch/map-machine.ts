import type { StepFunctions } from '../../local/step-functions/create-step-functions.ts';

/** A machine whose Map reads the items that are made for it. */
export interface MapMachine {
  readonly stepFunctions: StepFunctions;
  readonly stateMachineArn: string;
  readonly input: object;
}
