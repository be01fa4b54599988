import { GetObjectCommand } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { findVariable } from '../../../local/stack/find-variable.ts';
import type { Stack } from '../../../local/stack.ts';
import { contextKey } from '../../../shared/generation/question-context.ts';

const Shown = z.object({ tables: z.array(z.string()) });

/** The tables that the model was shown for a question; none when it did not come to that. */
export async function shownTables({ clients, resources }: Stack, jobId: string): Promise<string[]> {
  const Bucket = findVariable(resources, 'DATA_BUCKET');
  try {
    const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket, Key: contextKey(jobId) }));
    return Shown.parse(JSON.parse((await Body?.transformToString()) ?? '')).tables;
  } catch (error) {
    if (Object(error).name === 'NoSuchKey') return [];
    throw error;
  }
}
