import type { buildApp } from './fauxqs-internals.ts';

type App = ReturnType<typeof buildApp>;

/** What fauxqs reads as a request of SQS or SNS wherever it goes. */
const PROTOCOLS = {
  'application/x-amz-json-1.0': (body: Buffer): unknown => JSON.parse(body.toString()),
  'application/x-www-form-urlencoded': (body: Buffer): unknown =>
    Object.fromEntries(new URLSearchParams(body.toString())),
};

/**
 * Lets S3 take objects of any content type, as they are: `curl --data-binary` calls them a form unless it is told
 * otherwise. Requests of SQS and SNS go to the root.
 */
export function acceptAnyContentType(app: App): void {
  for (const [type, parse] of Object.entries(PROTOCOLS)) {
    app.removeContentTypeParser(type);
    app.addContentTypeParser(type, { parseAs: 'buffer' }, async ({ url }: { url: string }, body: Buffer) =>
      url.split('?', 1)[0] === '/' ? parse(body) : body,
    );
  }
}
