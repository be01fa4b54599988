import { ApplyGuardrailInput, type ApplyGuardrailOutput } from '../../shared/contracts/question-machine.ts';
import { guardrailPolicy } from '../../shared/model/guardrail-policy.ts';
import { InqueryError } from '../../shared/platform/inquery-error.ts';
import { newTask } from '../../shared/platform/task.ts';
import { askGuardrail, configuration, ports } from './dependencies.ts';

const PASSED: ApplyGuardrailOutput = { blocked: false };

/** Our own policy first, which costs nothing; then the Bedrock guardrail, when one is configured. */
export const handler = newTask({
  input: ApplyGuardrailInput,
  ports,
  run: async ({ job }, notes): Promise<ApplyGuardrailOutput> => {
    const { id, deniedTopics, ...guardrail } = (await configuration.current()).value.guardrail;
    pass(guardrailPolicy(job.question, deniedTopics));
    if (!id) return PASSED;
    const { message, use } = await askGuardrail({ id, ...guardrail }, job.question);
    notes.use(use);
    pass(message);
    return PASSED;
  },
});

/** Whatever stops a question says why. */
function pass(message: string | undefined): void {
  if (message !== undefined) throw new InqueryError('GuardrailBlocked', message);
}
