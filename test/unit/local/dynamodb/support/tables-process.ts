import { startDynamoDb } from '../../../../../local/dynamodb/start-dynamodb.ts';

/** DynamoDB over the file that is named, in a process that can be killed: it tells its URL and goes on. */
const [file = ''] = process.argv.slice(2);
const { url } = await startDynamoDb(file, 0);
process.stdout.write(`${url}\n`);
