import type { ParallelDefinition } from '../definition/definition.ts';
import { StateFailure } from '../errors.ts';
import { attempt } from '../execution/attempt.ts';
import type { Cancellation } from '../execution/cancellation.ts';
import type { Flow, State } from '../execution/flow.ts';
import { leave } from '../execution/leave.ts';
import { runFlow } from '../execution/run-flow.ts';
import type { Visit } from '../execution/visit.ts';
import { type Payload, toPayload } from '../payload.ts';
import type { Place } from './compiler.ts';
import { joinThreads } from './join-threads.ts';

export function compileParallel(definition: ParallelDefinition, place: Place): State {
  const branches = definition.Branches.map((branch, index) => place.flow(branch, `Branches[${index}]`));
  const argument = place.template(definition.Arguments, 'Arguments');
  const leaving = place.leaving(definition, ['result']);
  const policy = place.failurePolicy(definition);
  return {
    type: 'Parallel',
    run: (visit) =>
      attempt(visit, policy, async () => {
        const input = argument
          ? toPayload(await visit.evaluate(argument), `The input of the state '${visit.name}'`)
          : visit.input;
        const result = await runBranches(visit, branches, input);
        return leave(visit, leaving, result, { result: result.value });
      }),
  };
}

async function runBranches(visit: Visit, branches: readonly Flow[], input: Payload): Promise<Payload> {
  const { thread } = visit;
  visit.record('ParallelStateStarted');
  const jobs = branches.map((branch, index) => async (cancellation: Cancellation) => {
    const fork = thread.fork(visit.forkName(index), cancellation);
    const output = await runFlow(branch, input, fork);
    fork.flush();
    thread.lastEventId = fork.lastEventId;
    return output.value;
  });
  try {
    const outputs = await joinThreads(thread, jobs, jobs.length);
    const result = toPayload(outputs, `The result of the state '${visit.name}'`);
    visit.record('ParallelStateSucceeded');
    return result;
  } catch (thrown) {
    if (thrown instanceof StateFailure) {
      thrown.fromBranch = true;
      visit.record('ParallelStateFailed');
    }
    throw thrown;
  }
}
