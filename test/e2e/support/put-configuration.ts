import { PutObjectCommand } from '@aws-sdk/client-s3';
import { findVariable } from '../../../local/stack/find-variable.ts';
import type { RunningStack } from './running-stack.ts';

/** Puts a document where the stack reads its configuration; it is in force once it is reloaded. */
export async function putConfiguration({ stack }: RunningStack, document: object): Promise<void> {
  await stack.clients.s3.send(
    new PutObjectCommand({
      Bucket: findVariable(stack.resources, 'CONFIG_BUCKET'),
      Key: findVariable(stack.resources, 'CONFIG_KEY'),
      Body: JSON.stringify(document),
    }),
  );
}
