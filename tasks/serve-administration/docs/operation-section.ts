import type {
  MediaType,
  OperationObject,
  ResponseObject,
} from '../../../shared/contracts/http/openapi/openapi-document.ts';
import { type Html, html, prose } from './html.ts';
import { schemaText } from './schema-text.ts';

/** One call: what it is for, what it takes, what it answers. */
export function operationSection(method: string, path: string, operation: OperationObject): Html {
  const role = operation['x-required-role'];
  return html`<section><h3 id="${operation.operationId}"><span class="method">${method}</span>
<code>${path}</code>${role === undefined ? '' : html`<span class="role">${role}</span>`}</h3>
<p>${operation.summary}. ${prose(operation.description)}</p>
${parameterTable(operation)}${requestBody(operation)}${responseTable(operation)}</section>`;
}

function parameterTable({ parameters }: OperationObject): Html | undefined {
  if (parameters.length === 0) return undefined;
  const rows = parameters.map(
    (each) => html`<tr><td><code>${each.name}</code></td><td>${each.in}</td>
<td>${schemaText(each.schema)}</td><td>${prose(each.description)}</td></tr>`,
  );
  return html`<table><tr><th>Parameter</th><th>In</th><th>Type</th><th></th></tr>${rows}</table>`;
}

function requestBody({ requestBody: body }: OperationObject): Html | undefined {
  return body && html`<p>Body: ${bodyText(body.content)}</p>${exampleText(body.content)}`;
}

function exampleText(content: Readonly<Record<string, MediaType>>): readonly Html[] {
  return Object.values(content)
    .filter(({ example }) => example !== undefined)
    .map(({ example }) => html`<pre>${JSON.stringify(example, undefined, 2)}</pre>`);
}

/** Answers first, then the problems, folded away. */
function responseTable({ responses }: OperationObject): Html {
  const [answers, problems] = [false, true].map((isProblem) =>
    Object.entries(responses).filter(([status]) => Number(status) >= 400 === isProblem),
  );
  return html`<table>${answers?.map(responseRow)}</table>
<details><summary>Problems</summary><table>${problems?.map(responseRow)}</table></details>`;
}

function responseRow([status, { description, content = {} }]: [string, ResponseObject]): Html {
  const lines = description.split('\n\n').map((line) => html`<div>${prose(line)}</div>`);
  return html`<tr><td><code>${status}</code></td><td>${lines}</td><td>${bodyText(content)}</td></tr>`;
}

function bodyText(content: Readonly<Record<string, MediaType>>): readonly Html[] {
  return Object.values(content).map(({ schema }) => schemaText(schema));
}
