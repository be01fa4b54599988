import { createDynamodbGlossaryEdits } from '../catalog/dynamodb-glossary-edits.ts';
import { createDynamodbRefreshLeases } from '../catalog/dynamodb-refresh-leases.ts';
import { createDynamodbRefreshStatuses } from '../catalog/dynamodb-refresh-statuses.ts';
import { createDynamodbRelationshipEdits } from '../catalog/dynamodb-relationship-edits.ts';
import { createStepFunctionsCatalogRefreshes } from '../catalog/stepfunctions-catalog-refreshes.ts';
import { newDynamodbClient, newStepFunctionsClient } from '../platform/aws-clients.ts';

interface JobsTable {
  readonly JOBS_TABLE: string;
}

/** What people said of tables, columns and metrics, in the table a function's environment names. */
export const glossaryEditsFrom = ({ JOBS_TABLE }: JobsTable) =>
  createDynamodbGlossaryEdits({ client: newDynamodbClient(), table: JOBS_TABLE });

/** What people said of relationships, in the table a function's environment names. */
export const relationshipEditsFrom = ({ JOBS_TABLE }: JobsTable) =>
  createDynamodbRelationshipEdits({ client: newDynamodbClient(), table: JOBS_TABLE });

/** How refreshes went, in the table a function's environment names. */
export const refreshStatusesFrom = ({ JOBS_TABLE }: JobsTable) =>
  createDynamodbRefreshStatuses({ client: newDynamodbClient(), table: JOBS_TABLE });

/** Which refreshes have which sources, in the table a function's environment names. */
export const refreshLeasesFrom = ({ JOBS_TABLE }: JobsTable) =>
  createDynamodbRefreshLeases({ client: newDynamodbClient(), table: JOBS_TABLE });

/** Runs of the catalogue machine that a function's environment names. */
export const catalogRefreshesOf = ({ CATALOG_MACHINE_ARN }: { readonly CATALOG_MACHINE_ARN: string }) =>
  createStepFunctionsCatalogRefreshes({
    client: newStepFunctionsClient(),
    stateMachineArn: CATALOG_MACHINE_ARN,
  });
