import type {
  JsonSchema,
  OpenApiDocument,
  OperationObject,
} from '../../../shared/contracts/http/openapi/openapi-document.ts';
import { Html, html } from './html.ts';
import { operationSection } from './operation-section.ts';
import { fieldTable, schemaText } from './schema-text.ts';
import { STYLE } from './style.ts';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operation: OperationObject;
}

/** The OpenAPI document as one page that loads nothing else. */
export function docsPage(document: OpenApiDocument): string {
  const operations = listOperations(document);
  const paragraphs = document.info.description.split('\n\n').map((each) => html`<p>${each}</p>`);
  const sections = document.tags.map(({ name }) => tagSection(name, operations));
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${document.info.title}: HTTP API</title>
<meta name="viewport" content="width=device-width"><style>${new Html(STYLE)}</style></head>
<body><h1>${document.info.title}</h1>${paragraphs}
<p>Send an API key in the header <code>x-api-key</code>, or, where an issuer is configured, a token as
<code>Authorization: Bearer</code>. For programs: <a href="openapi.json">openapi.json</a>.</p>
<nav><ul>${operations.map(navigationEntry)}</ul></nav>
${sections}
<h2>Schemas</h2>${Object.entries(document.components.schemas).map(schemaSection)}
</body></html>`.text;
}

function listOperations({ paths }: OpenApiDocument): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

function navigationEntry({ method, path, operation }: Operation): Html {
  return html`<li><a href="#${operation.operationId}"><span class="method">${method}</span> ${path}</a></li>`;
}

function tagSection(tag: string, operations: readonly Operation[]): Html {
  const ours = operations.filter(({ operation }) => operation.tags.includes(tag));
  return html`<h2>${tag}</h2>${ours.map((each) => operationSection(each.method, each.path, each.operation))}`;
}

function schemaSection([name, schema]: [string, JsonSchema]): Html {
  const content = schema.properties ? fieldTable(schema) : html`<p>${schemaText(schema)}</p>`;
  return html`<h3 id="schema-${name}">${name}</h3>${content}`;
}
