import type { JsonSchema } from '../../../shared/contracts/http/openapi/openapi-document.ts';
import { type Html, html, prose } from './html.ts';

const REF = '#/components/schemas/';

/** A schema in a few words, names of schemas linked: "string", "list of Step", "one of: a, b". */
export function schemaText(schema: JsonSchema | boolean): Html {
  if (typeof schema === 'boolean') return html`any JSON`;
  const { $ref, enum: values, anyOf } = schema;
  if ($ref) return reference($ref.slice(REF.length));
  if (schema.const !== undefined) return html`<code>${String(schema.const)}</code>`;
  if (values) return html`one of: ${values.map(String).join(', ')}`;
  if (anyOf) return html`${anyOf.map((each, index) => html`${index > 0 ? ' or ' : ''}${schemaText(each)}`)}`;
  if (schema.type === 'array') return arrayText(schema);
  if (schema.type === 'object') return objectText(schema);
  return html`${String(schema.type ?? 'any JSON')}${boundsText(schema)}`;
}

const reference = (name: string) => html`<a href="#schema-${name}">${name}</a>`;

function arrayText({ items }: JsonSchema): Html {
  return items && !Array.isArray(items) ? html`list of ${schemaText(items)}` : html`list`;
}

/** An object without properties of its own is a map. */
function objectText({ properties, additionalProperties: others }: JsonSchema): Html {
  if (properties) return html`object: ${Object.keys(properties).join(', ')}`;
  return typeof others === 'object' ? html`map of ${schemaText(others)}` : html`object`;
}

function boundsText({ format, minimum, maximum, minLength, maxLength }: JsonSchema): string {
  const bounds = [
    format,
    minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER && `≥ ${minimum}`,
    maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && `≤ ${maximum}`,
    minLength !== undefined && `at least ${minLength} long`,
    maxLength !== undefined && `at most ${maxLength} long`,
  ].filter(Boolean);
  return bounds.length > 0 ? ` (${bounds.join(', ')})` : '';
}

/** The fields of an object schema as a table. */
export function fieldTable({ properties = {}, required = [] }: JsonSchema): Html {
  const rows = Object.entries(properties).map(([name, property]) => {
    const description = typeof property === 'object' ? property.description : undefined;
    return html`<tr><td><code>${name}</code></td><td>${schemaText(property)}</td>
<td>${required.includes(name) ? 'always' : 'optional'}</td><td>${prose(description)}</td></tr>`;
  });
  return html`<table><tr><th>Field</th><th>Type</th><th></th><th></th></tr>${rows}</table>`;
}
