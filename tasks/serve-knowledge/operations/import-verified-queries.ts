import { audit } from '../../../shared/access/audit.ts';
import { visibleSources } from '../../../shared/authorisation/authorise.ts';
import { invalid } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import { mediaType } from '../../../shared/http/read-body.ts';
import type { Operation } from '../operation.ts';
import { requirePolicy } from '../require-policy.ts';

export const importVerifiedQueries: Operation<'importVerifiedQueries'> = async (call, dependencies) => {
  const { body: text, query, principal, request, who } = call;
  const { source } = query;
  await requirePolicy(source, principal, dependencies);
  const { value } = await dependencies.configuration.current();
  const sources = visibleSources(value, principal);
  const outcome = await dependencies.verifiedQueries.importFile(
    { source, format: formatOf(request.headers['content-type']), text },
    principal,
    (name) => sources.includes(name),
  );
  const { accepted, errors } = outcome;
  if (accepted === 0) throw invalid(noneTaken(errors));
  audit(dependencies.logger, 'VerifiedQueriesImported', who, { source, accepted });
  return json(202, { accepted, errors });
};

const formatOf = (contentType = 'text/csv') => (mediaType(contentType) === 'text/csv' ? 'csv' : 'jsonl');

/** As many as a person reads. */
const MOST_ERRORS = 20;

function noneTaken(errors: readonly { readonly line: number; readonly message: string }[]) {
  if (errors.length === 0) return [{ field: 'body', message: 'The file has no line with a question.' }];
  return errors.slice(0, MOST_ERRORS).map(({ line, message }) => ({ field: `line ${line}`, message }));
}
