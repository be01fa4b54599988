import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { parseTemplate, type Template } from './template.ts';

const manifestSchema = z.looseObject({
  artifacts: z.record(
    z.string(),
    z.looseObject({
      type: z.string(),
      properties: z.looseObject({ templateFile: z.string().optional() }).optional(),
    }),
  ),
});

/** The template of a cloud assembly that has one stack. */
export async function readAssembly(assemblyDir: string): Promise<Template> {
  const manifest = manifestSchema.parse(await readJson(join(assemblyDir, 'manifest.json')));
  const files = Object.values(manifest.artifacts)
    .filter((artifact) => artifact.type === 'aws:cloudformation:stack')
    .map((artifact) => artifact.properties?.templateFile);
  const [file] = files;
  if (files.length !== 1 || !file) {
    throw new Error(`The local stack reads an assembly with one stack; ${assemblyDir} has ${files.length}`);
  }
  return parseTemplate(await readJson(join(assemblyDir, file)));
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}
