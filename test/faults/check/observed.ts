import { readFile } from 'node:fs/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { StackPlaces } from '../stack/stack-protocol.ts';

export type Item = Readonly<Record<string, unknown>>;

const ToldEvent = z.object({
  bus: z.string(),
  source: z.string(),
  'detail-type': z.string(),
  detail: z.object({
    eventId: z.string().optional(),
    jobId: z.string().optional(),
    status: z.string().optional(),
  }),
});
export type ToldEvent = z.infer<typeof ToldEvent>;

/** What can be seen of a stack from outside at one moment, past every proxy. */
export interface Observed {
  /** Everything in the table of jobs. */
  readonly items: readonly Item[];
  /** Every event that was put on a bus so far, in that order. */
  readonly events: readonly ToldEvent[];
  /** Keys of multipart uploads that are under way. */
  readonly uploads: readonly string[];
  readonly runningExecutions: readonly string[];
  /** How many calls of language models were answered so far. */
  readonly answeredCalls: number;
}

const CREDENTIALS = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};

export interface ObservedFiles {
  readonly eventsFile: string;
  /** A line for each call that was answered. */
  readonly callsFile: string;
}

export async function observe(places: StackPlaces, files: ObservedFiles): Promise<Observed> {
  const [items, uploads, runningExecutions, lines, calls] = await Promise.all([
    scan(places),
    uploadsUnderWay(places),
    running(places),
    readFile(files.eventsFile, 'utf8'),
    readFile(files.callsFile, 'utf8'),
  ]);
  return {
    items,
    uploads,
    runningExecutions,
    events: eventsOf(lines),
    answeredCalls: calls.split('\n').length - 1,
  };
}

/** A line that a kill cut off is no event. */
function eventsOf(lines: string): ToldEvent[] {
  return lines.split('\n').flatMap((line) => {
    if (!line.endsWith('}')) return [];
    const event = ToldEvent.safeParse(JSON.parse(line));
    return event.success ? [event.data] : [];
  });
}

async function scan({ dynamodb, jobsTable }: StackPlaces): Promise<Item[]> {
  const client = new DynamoDBClient({ endpoint: dynamodb, ...CREDENTIALS });
  const documents = DynamoDBDocumentClient.from(client);
  const items: Item[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await documents.send(new ScanCommand({ TableName: jobsTable, ExclusiveStartKey }));
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  client.destroy();
  return items;
}

async function uploadsUnderWay({ storage, dataBucket }: StackPlaces): Promise<string[]> {
  const client = new S3Client({ endpoint: storage, ...CREDENTIALS });
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: dataBucket }));
  client.destroy();
  return Uploads.map(({ Key }) => String(Key));
}

async function running({ services, machines }: StackPlaces): Promise<string[]> {
  const client = new SFNClient({ endpoint: services, ...CREDENTIALS });
  const lists = await Promise.all(
    machines.map((stateMachineArn) =>
      client.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING', maxResults: 100 })),
    ),
  );
  client.destroy();
  return lists.flatMap(({ executions = [] }) => executions.map(({ executionArn }) => String(executionArn)));
}
