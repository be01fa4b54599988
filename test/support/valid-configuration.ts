/** The least a configuration document must say. */
export function validDocument() {
  const model = { id: 'anthropic.claude-test' };
  return {
    sources: { shop: { engine: 'postgres', secretName: 'inquery/shop', schemas: ['shop'] } },
    models: { intent: model, sql: model, reflect: model, explain: model, embedding: { id: 'amazon.titan' } },
  };
}
