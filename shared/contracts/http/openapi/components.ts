import * as z from 'zod';
import { BatchView } from '../../batch.ts';
import { BatchStatus } from '../../batch-status.ts';
import { CatalogColumn, Metric, Relationship } from '../../catalog.ts';
import { Configuration, SourceConfiguration } from '../../configuration.ts';
import { JobError } from '../../errors.ts';
import { ExportStatus, ExportView } from '../../exports.ts';
import { Attempt, Clarification, QuestionView, Step } from '../../job.ts';
import { JobStatus } from '../../job-status.ts';
import { GlossaryEntry, RefreshStatus } from '../../knowledge.ts';
import { Column } from '../../rows.ts';
import { BatchPage, BatchSummary, CreateBatch } from '../batches.ts';
import { ExportPage, ExportSummary, StartExport } from '../exports.ts';
import { ApiKeyPage, ApiKeyView, CreatedKey, CreateKey, RotateKey } from '../keys.ts';
import {
  CandidateView,
  GlossaryEditView,
  GlossaryView,
  PutRelationship,
  RefreshStarted,
  RelationshipEditView,
  RelationshipsView,
  RelationshipView,
} from '../knowledge.ts';
import { ConfigurationInForce, ConfigurationView, Health } from '../operation-views.ts';
import { Problem } from '../problem.ts';
import {
  AskQuestion,
  ConversationView,
  QuestionPage,
  QuestionSummary,
  RowsPage,
  WholeQuestionView,
} from '../questions.ts';
import { EvidenceView, ReplayQuestion, RerunView } from '../reruns.ts';
import {
  DatabaseList,
  DatabaseSummary,
  FoundTable,
  SearchResult,
  SourceList,
  SourceView,
  TablePage,
  TableSummary,
  TableView,
} from '../sources.ts';
import {
  AddVerifiedQuery,
  ImportOutcome,
  VerifiedQueryPage,
  VerifiedQueryView,
} from '../verified-queries.ts';
import type { JsonSchema } from './openapi-document.ts';

const REQUESTS = {
  AddVerifiedQuery,
  AskQuestion,
  CreateBatch,
  CreateKey,
  GlossaryEntry,
  PutRelationship,
  ReplayQuestion,
  RotateKey,
  StartExport,
};

const RESPONSES = {
  ApiKeyPage,
  ApiKeyView,
  Attempt,
  BatchPage,
  BatchStatus,
  BatchSummary,
  BatchView,
  CandidateView,
  CatalogColumn,
  Clarification,
  Column,
  Configuration,
  ConfigurationInForce,
  ConfigurationView,
  ConversationView,
  CreatedKey,
  DatabaseList,
  DatabaseSummary,
  EvidenceView,
  FoundTable,
  ExportPage,
  ExportStatus,
  ExportSummary,
  ExportView,
  GlossaryEditView,
  GlossaryView,
  Health,
  ImportOutcome,
  JobError,
  JobStatus,
  Metric,
  Problem,
  QuestionPage,
  QuestionSummary,
  QuestionView,
  RefreshStarted,
  RefreshStatus,
  Relationship,
  RelationshipEditView,
  RelationshipView,
  RelationshipsView,
  RerunView,
  RowsPage,
  SearchResult,
  SourceConfiguration,
  SourceList,
  SourceView,
  Step,
  TablePage,
  TableSummary,
  TableView,
  VerifiedQueryPage,
  VerifiedQueryView,
  WholeQuestionView,
};

const NAMES = new Map<z.ZodType, string>(
  Object.entries({ ...REQUESTS, ...RESPONSES }).map(([name, schema]) => [schema, name]),
);

const ref = (name: string) => `#/components/schemas/${name}`;

/** A reference to a named schema, or the schema itself when it has no name. */
export function schemaOf(schema: z.ZodType): JsonSchema {
  const name = NAMES.get(schema);
  return name ? { $ref: ref(name) } : plain(z.toJSONSchema(schema, { io: 'output' }));
}

/** components.schemas: requests as a caller may write them, responses as we give them. */
export function componentSchemas(): Record<string, JsonSchema> {
  return { ...convert(REQUESTS, 'input'), ...convert(RESPONSES, 'output') };
}

function convert(schemas: Record<string, z.ZodType>, io: 'input' | 'output'): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const converted = z.toJSONSchema(registry, { uri: ref, io }).schemas;
  const { __shared, ...named } = nameJsonValue(converted);
  return {
    ...Object.fromEntries(Object.entries(named).map(([name, schema]) => [name, plain(schema)])),
    ...(__shared && { JsonValue: jsonValue(__shared) }),
  };
}

/** zod puts recursive schemas apart under names of its own; the only recursive one we have is "any JSON". */
function nameJsonValue(schemas: Record<string, JsonSchema>): Record<string, JsonSchema> {
  const text = JSON.stringify(schemas).replaceAll(/__shared#\/\$defs\/schema\d+/g, 'JsonValue');
  // Read back from what was written the line above.
  return JSON.parse(text) as Record<string, JsonSchema>;
}

function jsonValue(shared: JsonSchema): JsonSchema {
  const definitions = Object.values(shared.$defs ?? {});
  const [first] = definitions;
  if (!first || new Set(definitions.map((each) => JSON.stringify(each))).size > 1) {
    throw new Error('A recursive schema other than z.json() needs a name in the OpenAPI components.');
  }
  return first;
}

/** `$schema` and `$id` belong to documents of their own, not to a component. */
function plain({ $schema: _schema, $id: _id, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
