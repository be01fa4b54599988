import {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { ulid } from 'ulid';
import { createDynamodbApiKeyStore } from '../../shared/access/dynamodb-api-key-store.ts';
import { createCatalogStore } from '../../shared/catalog/catalog-store.ts';
import { createDynamodbJobStore } from '../../shared/jobs/dynamodb-job-store.ts';
import { newDynamodbClient, newS3Client, newStepFunctionsClient } from '../../shared/platform/aws-clients.ts';
import { createConfigurationStore } from '../../shared/platform/configuration-store.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { readS3Document } from '../../shared/platform/s3-configuration.ts';
import { createS3ObjectStore } from '../../shared/platform/s3-object-store.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import type { Dependencies } from './operation.ts';
import type { QuestionMachine } from './question-machine.ts';

export function newDependencies(): Dependencies {
  const config = readConfig();
  const logger = newLogger({ task: 'serve-http' });
  const dynamodb = { client: newDynamodbClient(), table: config.JOBS_TABLE };
  const s3 = newS3Client();
  const objects = createS3ObjectStore({ client: s3, bucket: config.DATA_BUCKET });
  const document = { client: s3, bucket: config.CONFIG_BUCKET, key: config.CONFIG_KEY };
  return {
    jobs: createDynamodbJobStore(dynamodb),
    keys: createDynamodbApiKeyStore(dynamodb),
    configuration: createConfigurationStore(readS3Document(document), logger),
    objects,
    machine: questionMachine(newStepFunctionsClient(), config.QUESTION_MACHINE_ARN),
    loadCatalog: createCatalogStore(objects).load,
    logger,
    clock: systemClock,
    newId: ulid,
  };
}

function questionMachine(client: SFNClient, stateMachineArn: string): QuestionMachine {
  const executions = stateMachineArn.replace(':stateMachine:', ':execution:');
  return {
    start: async (input) => {
      const command = { stateMachineArn, name: input.id, input: JSON.stringify(input) };
      await client.send(new StartExecutionCommand(command)).catch(unless(ExecutionAlreadyExists));
    },
    stop: async (jobId) => {
      const command = { executionArn: `${executions}:${jobId}`, cause: 'The caller cancelled the question.' };
      await client.send(new StopExecutionCommand(command)).catch(unless(ExecutionDoesNotExist));
    },
  };
}

/** Lets one kind of error pass: the state it reports is the one that was wished for. */
function unless(expected: abstract new (...args: never[]) => Error) {
  return (error: unknown) => {
    if (!(error instanceof expected)) throw error;
  };
}
