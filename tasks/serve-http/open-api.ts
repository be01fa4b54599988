import { buildOpenApi } from '../../shared/contracts/http/openapi/build-openapi.ts';
import type { OpenApiDocument } from '../../shared/contracts/http/openapi/openapi-document.ts';

let built: OpenApiDocument | undefined;

/** The document, built when it is first asked for: a question never pays for it. */
export function openApi(): OpenApiDocument {
  built ??= buildOpenApi();
  return built;
}
