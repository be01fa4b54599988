/** Import rules of the house: which room may know which. Checked by `npm run boundaries`. */
const TECHNOLOGY =
  '(dynamodb|s3|bedrock|openai|pg|pgvector|postgres|redshift|athena|eventbridge|stepfunctions|sqs|secrets-manager|aws|file)-[^/]*\\.ts$';

/** What each noun of shared/ may import besides itself, platform and contracts. */
const MAY_IMPORT = {
  platform: [],
  contracts: [],
  model: [],
  jobs: [],
  prompts: [],
  catalog: ['model', 'jobs'],
  retrieval: ['catalog', 'model', 'jobs'],
  generation: ['retrieval', 'catalog', 'model', 'jobs', 'prompts'],
  'sql-guard': [],
  engines: ['sql-guard'],
  exports: ['engines', 'sql-guard'],
  notifications: [],
  access: [],
  authorisation: [],
  http: ['access', 'jobs'],
  adapters: ['access', 'jobs', 'model', 'catalog', 'retrieval', 'engines', 'exports', 'notifications'],
};

const nounRules = Object.entries(MAY_IMPORT).map(([noun, others]) => ({
  name: `shared-${noun}`,
  severity: 'error',
  comment: `shared/${noun} may import ${[...others, 'platform', 'contracts'].join(', ')}`,
  from: { path: `^shared/${noun}/` },
  to: {
    path: '^shared/',
    pathNot: `^shared/(${[noun, ...others, 'contracts', ...(noun === 'contracts' ? [] : ['platform'])].join('|')})/`,
  },
}));

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'tasks-stand-alone',
      severity: 'error',
      comment: 'A task never imports another task; the state machine connects them.',
      from: { path: '^tasks/([^/]+)/' },
      to: { path: '^tasks/', pathNot: '^tasks/$1/' },
    },
    {
      name: 'runtime-knows-no-scaffolding',
      severity: 'error',
      from: { path: '^(tasks|shared)/' },
      to: { path: '^(cdk|local|test|web|commands|bench)/' },
    },
    {
      name: 'shared-knows-no-task',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^tasks/' },
    },
    {
      name: 'cdk-knows-contracts-only',
      severity: 'error',
      from: { path: '^cdk/' },
      to: { path: '^(tasks|shared|local)/', pathNot: '^shared/contracts/' },
    },
    {
      name: 'technology-in-named-files',
      severity: 'error',
      comment: 'In shared/, only a file named after a technology touches the outside world.',
      from: { path: '^shared/', pathNot: `^shared/.*/${TECHNOLOGY}` },
      to: {
        path: '(node_modules/(@aws-sdk|pg|pg-copy-streams)/|^(node:)?(fs|fs/promises|net|http|https|child_process)$)',
        pathNot: 'node_modules/@aws-sdk/util-',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'tasks-reach-out-through-dependencies',
      severity: 'error',
      comment: 'A task names its adapters in dependencies.ts only.',
      from: { path: '^tasks/', pathNot: '/dependencies\\.ts$' },
      to: { path: 'node_modules/(@aws-sdk|pg)/', dependencyTypesNot: ['type-only'] },
    },
    ...nounRules,
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(cdk\\.out|dist)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'require', 'types'],
    },
  },
};
