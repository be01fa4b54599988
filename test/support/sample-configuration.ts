const model = { id: 'model' };

/** A valid configuration document of two sources, without what has a default. */
export const SAMPLE_DOCUMENT = {
  defaultSource: 'northwind',
  sources: {
    northwind: { engine: 'postgres', secretName: 'inquery/northwind', schemas: ['northwind'] },
    nw_abbr: { engine: 'postgres', secretName: 'inquery/northwind', schemas: ['nw_abbr'] },
  },
  models: { intent: model, sql: model, reflect: model, explain: model, embedding: model },
  corsOrigins: ['https://app.example'],
};
