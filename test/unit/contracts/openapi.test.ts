import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { generatedContracts } from '../../../commands/generated-contracts.ts';
import { buildOpenApi } from '../../../shared/contracts/http/openapi/build-openapi.ts';
import type { Route } from '../../../shared/contracts/http/route.ts';
import { ADMINISTRATION_API } from '../../../shared/contracts/http/routes/administration-api.ts';
import { BATCH_API } from '../../../shared/contracts/http/routes/batch-api.ts';
import { CHART_API } from '../../../shared/contracts/http/routes/chart-api.ts';
import { EXPORT_API } from '../../../shared/contracts/http/routes/export-api.ts';
import { HEALTH_API } from '../../../shared/contracts/http/routes/health-api.ts';
import { KNOWLEDGE_API } from '../../../shared/contracts/http/routes/knowledge-api.ts';
import { QUESTION_API } from '../../../shared/contracts/http/routes/question-api.ts';
import { RERUN_API } from '../../../shared/contracts/http/routes/rerun-api.ts';
import { SCHEDULE_API } from '../../../shared/contracts/http/routes/schedule-api.ts';
import { SUBSCRIPTION_API } from '../../../shared/contracts/http/routes/subscription-api.ts';
import { FAMILIES, PUBLIC_PATHS, ROUTES } from '../../../shared/contracts/http/routes.ts';

/** The parts of the API, each answered by a function of its own. */
const PARTS: readonly Readonly<Record<string, Route>>[] = [
  QUESTION_API,
  CHART_API,
  RERUN_API,
  EXPORT_API,
  BATCH_API,
  SCHEDULE_API,
  KNOWLEDGE_API,
  SUBSCRIPTION_API,
  ADMINISTRATION_API,
  HEALTH_API,
];

const document = buildOpenApi();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

/** Every value of this property anywhere in the document. */
function collect(value: unknown, property: string): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(name === property ? [inner] : []),
    ...collect(inner, property),
  ]);
}

describe('the OpenAPI document', () => {
  it('has every route of the table once, under an operation id of its own', () => {
    const ids = operations.map(({ operation }) => operation.operationId);

    expect(ids.toSorted()).toEqual(Object.keys(ROUTES).toSorted());
  });

  it('refers only to what is in it', () => {
    const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);

    const unknown = collect(document, '$ref').filter((ref) => !known.includes(String(ref)));

    expect(unknown).toEqual([]);
  });

  it('uses every schema it names', () => {
    const used = new Set(collect(document, '$ref'));

    const unused = Object.keys(document.components.schemas).filter(
      (name) => !used.has(`#/components/schemas/${name}`),
    );

    expect(unused).toEqual([]);
  });

  it('keeps names of schemas out of the schemas themselves', () => {
    expect(collect(document.components, '$id')).toEqual([]);
    expect(JSON.stringify(document)).not.toContain('__shared');
  });

  it.each(operations)('describes problems of $method $path as problem documents', ({ operation }) => {
    const problems = Object.entries(operation.responses).filter(([status]) => Number(status) >= 400);

    expect(problems.some(([status]) => status.startsWith('4'))).toBe(true);
    for (const [, response] of problems) {
      expect(response.content?.['application/problem+json']?.schema).toEqual({
        $ref: '#/components/schemas/Problem',
      });
    }
  });

  it.each(operations)('declares every parameter in the path of $method $path', ({ path, operation }) => {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

    const declared = operation.parameters.filter((parameter) => parameter.in === 'path');

    expect(declared.map(({ name }) => name)).toEqual(inPath);
    expect(declared.every(({ required }) => required)).toBe(true);
  });

  it('asks for a key or token everywhere but on the public paths', () => {
    const open = operations.filter(({ operation }) => operation.security.length === 0);

    expect(open.map(({ path }) => path)).toEqual(PUBLIC_PATHS);
    for (const name of operations.flatMap(({ operation }) => operation.security.flatMap(Object.keys))) {
      expect(document.components.securitySchemes).toHaveProperty(name);
    }
  });

  it('shows fields with a default as optional in requests and present in answers', () => {
    const { AskQuestion, ConfigurationView, Configuration } = document.components.schemas;

    expect(AskQuestion?.required).toEqual(['question']);
    expect(AskQuestion?.properties?.question).toMatchObject({ minLength: 1, maxLength: 2_000 });
    expect(ConfigurationView?.required).toContain('configuration');
    expect(Configuration?.required).toContain('retentionDays');
  });
});

describe('the parts of the API', () => {
  it('have each operation in one of them', () => {
    const ids = PARTS.flatMap((part) => Object.keys(part));

    expect(ids.toSorted()).toEqual(Object.keys(ROUTES).toSorted());
  });

  it('share no family of paths, so that the gateway can tell them apart', () => {
    const families = Object.values(FAMILIES).flat();
    const isBelow = (path: string) =>
      families.filter((family) => path === family || path.startsWith(`${family}/`));

    const paths = (part: Readonly<Record<string, Route>>) => Object.values(part).map(({ path }) => path);
    const others = PARTS.filter((part) => part !== QUESTION_API && part !== CHART_API && part !== RERUN_API);

    expect(paths(QUESTION_API).flatMap(isBelow)).toEqual([]);
    expect(others.flatMap(paths).filter((path) => isBelow(path).length !== 1)).toEqual([]);
    expect(new Set(families).size).toBe(families.length);
  });
});

describe('a generated file', () => {
  it.each([...generatedContracts()])(
    '%s is what the contracts say (else: node commands/contracts.ts)',
    (path, expected) => {
      const written = readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

      expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(expected)));
    },
  );
});
