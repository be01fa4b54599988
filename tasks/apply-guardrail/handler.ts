import { ApplyGuardrailInput } from '../../shared/contracts/question-machine.ts';
import { guardrailPolicy } from '../../shared/model/guardrail-policy.ts';
import { newTask } from '../../shared/platform/task.ts';
import { askGuardrail, configuration, ports } from './dependencies.ts';

/** Our own policy first, which costs nothing; then the Bedrock guardrail, when one is configured. */
export const handler = newTask({
  input: ApplyGuardrailInput,
  ports,
  run: async ({ job }, notes) => {
    const { id, deniedTopics, ...guardrail } = (await configuration.current()).value.guardrail;
    const stopped = (message = '') => ({ blocked: message !== '', message });
    const own = guardrailPolicy(job.question, deniedTopics);
    if (own !== undefined || !id) return stopped(own);
    const { message, use } = await askGuardrail({ id, ...guardrail }, job.question);
    notes.use(use);
    return stopped(message);
  },
});
