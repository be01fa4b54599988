import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { catalogPointerKey } from '../../shared/catalog/catalog-store.ts';
import { knowledgePartition } from '../../shared/catalog/dynamodb-edit-items.ts';
import type { StepFunctions } from '../step-functions/create-step-functions.ts';
import type { LocalResources } from '../template/read-resources.ts';
import type { StackClients } from './aws-clients.ts';
import { findVariable } from './find-variable.ts';

interface Running {
  readonly resources: LocalResources;
  readonly clients: StackClients;
  readonly stepFunctions: StepFunctions;
}

/** Has all sources read anew, as their schedule does every few hours, and waits for it; throws when one failed. */
export async function refreshCatalogs({ resources, stepFunctions }: Running): Promise<void> {
  const stateMachineArn = catalogMachine(resources);
  const input = JSON.stringify({ scope: 'all' });
  const { status, cause } = await stepFunctions.startExecution({ stateMachineArn, input }).ended;
  if (status === 'FAILED') throw new Error(`The sources could not be read: ${cause}`);
}

function catalogMachine({ stateMachines }: LocalResources): string {
  const machine = stateMachines.find(({ name }) => name.endsWith('-catalog'));
  if (!machine) throw new Error('The template has no machine that refreshes catalogues');
  return machine.arn;
}

/**
 * The refresh of a start, in place of those that the last stop broke off. Without a catalogue no question is answered, so it is waited for where one is missing;
 * otherwise the last good ones do until it is through.
 */
export async function refreshAtStart(running: Running, onFailure: (error: unknown) => void): Promise<void> {
  const sources = await configuredSources(running);
  running.stepFunctions.abort(catalogMachine(running.resources));
  await Promise.all(sources.map((source) => endLease(running, source)));
  const haveCatalog = await Promise.all(sources.map((source) => hasCatalog(running, source)));
  const refreshed = refreshCatalogs(running).catch(onFailure);
  if (haveCatalog.includes(false)) await refreshed;
}

async function configuredSources({ resources, clients }: Running): Promise<string[]> {
  const Bucket = findVariable(resources, 'CONFIG_BUCKET');
  const Key = findVariable(resources, 'CONFIG_KEY');
  const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket, Key }));
  const document: unknown = JSON.parse((await Body?.transformToString()) ?? '{}');
  return Object.keys(Object(document).sources ?? {});
}

/** Whoever held a source when the stack stopped has been aborted. */
async function endLease({ resources, clients }: Running, source: string): Promise<void> {
  await DynamoDBDocumentClient.from(clients.dynamodb).send(
    new UpdateCommand({
      TableName: findVariable(resources, 'JOBS_TABLE'),
      Key: { pk: knowledgePartition(source), sk: 'REFRESH' },
      UpdateExpression: 'REMOVE leaseBy, leaseUntil, openKind',
    }),
  );
}

async function hasCatalog({ resources, clients }: Running, source: string): Promise<boolean> {
  const Bucket = findVariable(resources, 'DATA_BUCKET');
  const head = new HeadObjectCommand({ Bucket, Key: catalogPointerKey(source) });
  return clients.s3.send(head).then(
    () => true,
    () => false,
  );
}
