import { ApplyGuardrailInput, type ApplyGuardrailOutput } from '../../shared/contracts/question-machine.ts';
import { guardrailPolicy } from '../../shared/model/guardrail-policy.ts';
import { InqueryError } from '../../shared/platform/inquery-error.ts';
import { newTask } from '../../shared/platform/task.ts';
import { askGuardrail, configuration, ports } from './dependencies.ts';

const PASSED: ApplyGuardrailOutput = { blocked: false };
const OWN_POLICY = 'own guardrail policy';

/** Our own policy first, which costs nothing; then the Bedrock guardrail, when one is configured. */
export const handler = newTask({
  input: ApplyGuardrailInput,
  ports,
  run: async ({ job, understoodAs = [] }, notes): Promise<ApplyGuardrailOutput> => {
    const { value, version, versionId } = await configuration.current();
    const { id, deniedTopics, ...guardrail } = value.guardrail;
    const by = { policy: OWN_POLICY, configuration: version, configurationVersionId: versionId };
    notes.checked(by);
    for (const text of [job.question, ...understoodAs]) pass(guardrailPolicy(text, deniedTopics));
    if (!id) return PASSED;
    notes.checked({ ...by, policy: `${OWN_POLICY}, then ${id} version ${guardrail.version}` });
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
