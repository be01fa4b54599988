import { ApplyGuardrailInput } from '../../shared/contracts/question-machine.ts';
import { guardrailPolicy } from '../../shared/model/guardrail-policy.ts';
import { newTask } from '../../shared/platform/task.ts';
import { askGuardrail, configuration, ports } from './dependencies.ts';

/** Our own policy first, which costs nothing; then the Bedrock guardrail, when one is configured. */
export const handler = newTask({
  input: ApplyGuardrailInput,
  ports,
  run: async ({ job }) => {
    const { guardrail } = (await configuration.current()).value;
    const { id, version, deniedTopics } = guardrail;
    const message =
      guardrailPolicy(job.question, deniedTopics) ??
      (id ? await askGuardrail({ id, version }, job.question) : undefined);
    return { blocked: message !== undefined, message: message ?? '' };
  },
});
