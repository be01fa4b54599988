import type { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

const string = (name: string) => ({ name, type: AttributeType.STRING });

/** Name of each index → what it groups by. All are keys only and ordered by the job's id, that is by time. */
const INDEXES = {
  'by-principal': 'principalKey',
  'by-conversation': 'conversationKey',
  'open-jobs': 'openKind',
};

/** The one table. `Table`, not `TableV2`: the local stack knows AWS::DynamoDB::Table. */
export class JobsTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, props: { readonly removalPolicy: RemovalPolicy }) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: string('pk'),
      sortKey: string('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'expiresAt',
      removalPolicy: props.removalPolicy,
    });
    for (const [indexName, key] of Object.entries(INDEXES)) {
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: string(key),
        sortKey: string('id'),
        projectionType: ProjectionType.KEYS_ONLY,
      });
    }
  }
}
