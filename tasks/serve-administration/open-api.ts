import type { OpenApiDocument } from '../../shared/contracts/http/openapi/openapi-document.ts';

/** The document that `npm run contracts` writes, loaded when it is first asked for: a question never pays for it. */
export async function openApi(): Promise<OpenApiDocument> {
  const { default: document } = await import('../../docs/openapi.json', { with: { type: 'json' } });
  // What buildOpenApi returned, as a test makes sure; as JSON, its literals are typed as any string.
  return document as unknown as OpenApiDocument;
}
