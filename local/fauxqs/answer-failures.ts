import type { buildApp, FauxqsStores } from './fauxqs-internals.ts';

type App = ReturnType<typeof buildApp>;

const OWN_FAULT = 500;

/** Answers what is nobody's fault but ours, as a full disk, as S3 and SQS do: with a 500 that their clients repeat. */
export function answerFailures(app: App, { nameFailure }: Pick<FauxqsStores, 'nameFailure'>): void {
  app.setErrorHandler((error, { method, url }, reply) => {
    const { statusCode = OWN_FAULT } = Object(error);
    const { message } = Object(nameFailure(error));
    reply.code(statusCode);
    if (method === 'HEAD') return reply.send();
    if (url.split('?', 1)[0] === '/' && method === 'POST')
      return reply.type('application/x-amz-json-1.0').send({ __type: codeOf(statusCode), message });
    return reply.type('application/xml').send(xml(codeOf(statusCode), String(message)));
  });
}

const codeOf = (status: number) => (status >= OWN_FAULT ? 'InternalError' : 'InvalidRequest');

const xml = (code: string, message: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
