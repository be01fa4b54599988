import { StateFailure, StatesError } from '../errors.ts';
import type { EndedExecution } from '../execution/ended-execution.ts';
import { PAYLOAD_LIMIT_BYTES } from '../payload.ts';
import { describeResult } from './describe-result.ts';
import type { ResultFiles } from './result-files.ts';

/** Where the results of a Map's items go. */
export interface Results {
  add(index: number, ended: EndedExecution): Promise<void>;
  /** An item that was never started because the Map failed before. */
  pending(input: string): Promise<void>;
  finish(): Promise<unknown>;
}

/** Results go to files; the Map's result says where. */
export function resultsInFiles(files: ResultFiles): Results {
  return {
    add: (_index, ended) =>
      files.add(ended.status === 'SUCCEEDED' ? 'SUCCEEDED' : 'FAILED', describeResult(ended)),
    pending: (Input) => files.add('PENDING', { Input, InputDetails: { Included: true }, Status: 'PENDING' }),
    finish: () => files.finish(),
  };
}

/** Outputs are the Map's result, in the order of the items. */
export function resultsInOutput(stateName: string): Results {
  const outputs: unknown[] = [];
  let bytes = 0;
  return {
    async add(index, ended) {
      const output = ended.output ?? JSON.stringify(describeResult(ended));
      bytes += output.length;
      if (bytes > PAYLOAD_LIMIT_BYTES) {
        const cause = `The result of the state '${stateName}' has a size exceeding the maximum number of bytes service limit.`;
        throw new StateFailure(StatesError.dataLimitExceeded, cause);
      }
      outputs[index] = JSON.parse(output);
    },
    pending: async () => {},
    finish: async () => outputs,
  };
}
