/** What the HTTP server answers. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer;
}

/** An error that the gateway itself answers, as a problem document (RFC 9457). */
export function problem(status: number, title: string, detail: string): HttpAnswer {
  const document = { type: `urn:inquery:error:${title}`, title, status, detail };
  return { status, headers: { 'content-type': 'application/problem+json' }, body: JSON.stringify(document) };
}
