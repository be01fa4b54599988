import * as z from 'zod';
import { audit } from '../../../shared/access/audit.ts';
import { fieldErrors } from '../../../shared/http/field-errors.ts';
import { type HttpProblem, problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import { InqueryError } from '../../../shared/platform/inquery-error.ts';
import type { Operation } from '../operation.ts';

export const reloadConfiguration: Operation<'reloadConfiguration'> = async ({ who }, dependencies) => {
  try {
    const { version, loadedAt } = await dependencies.configuration.reload();
    audit(dependencies.logger, 'ConfigurationReloaded', who, { version });
    return json(200, { version, loadedAt });
  } catch (error) {
    throw error instanceof InqueryError && error.name === 'ConfigInvalid' ? refusal(error) : error;
  }
};

/** The document's own words about what is wrong with it: an admin wrote it and an admin reads this. */
function refusal({ message, cause }: InqueryError): HttpProblem {
  return problem('ConfigInvalid', message, cause instanceof z.ZodError ? { errors: fieldErrors(cause) } : {});
}
