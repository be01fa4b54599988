import type { Configuration } from '../../../shared/contracts/configuration.ts';
import { json } from '../../../shared/http/http-response.ts';
import { promptsInUse } from '../../../shared/prompts/prompts-in-use.ts';
import type { Operation } from '../operation.ts';

const REDACTED = '(redacted)';

export const getConfiguration: Operation<'getConfiguration'> = async (_call, dependencies) => {
  const { value, version, loadedAt } = await dependencies.configuration.current();
  return json(200, {
    version,
    loadedAt,
    configuration: redact(value),
    prompts: promptsInUse(value.prompts),
  });
};

/** The name of a secret is half of the way to it. */
function redact(configuration: Configuration): unknown {
  const text = JSON.stringify(configuration, (name, value: unknown) =>
    name === 'secretName' ? REDACTED : value,
  );
  return JSON.parse(text);
}
