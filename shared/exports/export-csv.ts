import { createHash } from 'node:crypto';
import type { ExportedFile, ExportOptions } from '../contracts/exports.ts';
import type { QueryEngine } from '../engines/query-engine.ts';
import { CsvFiles } from './csv-files.ts';
import type { ExportFolder, MultipartStore } from './multipart-store.ts';

export interface CsvExport {
  readonly sql: string;
  readonly options: ExportOptions;
  /** Keys of the files begin with it. */
  readonly folder: string;
  /** Of the files, without extension. */
  readonly name: string;
  readonly statementMs: number;
  readonly signal: AbortSignal;
}

export interface Exported {
  readonly rows: number;
  readonly files: readonly ExportedFile[];
}

/**
 * What an engine has that writes files by itself, straight to the bucket (UNLOAD of Redshift and of Athena): no row
 * comes through us. Throws ConfigInvalid, naming the option, where it cannot write as it is asked to.
 */
interface Unloading {
  unload(request: CsvExport): Promise<Exported>;
}

interface Ports {
  readonly engine: Pick<QueryEngine, 'copyCsv'> & Partial<Unloading>;
  readonly store: MultipartStore & ExportFolder;
}

/** An export that runs: how far it is, and what comes of it. */
export interface RunningExport {
  readonly progress: { readonly rows: number; readonly bytes: number };
  readonly done: Promise<Exported>;
}

/**
 * Streams every row of a checked statement into files, with a manifest when there are several. When it fails or is
 * aborted, nothing is left of it. Until all rows have come as the database counts them, nothing can be read.
 */
export function startCsvExport({ engine, store }: Ports, request: CsvExport): RunningExport {
  const { options, folder, name } = request;
  if (engine.unload) return { progress: { rows: 0, bytes: 0 }, done: engine.unload(request) };
  const files = new CsvFiles({ ...options, store, folder, name });
  const run = async (): Promise<Exported> => {
    try {
      const sent = await engine.copyCsv(request.sql, { ...options, ...request }, files);
      const written = await files.complete(sent);
      const exported = written.files.map((file) => ({ ...file, key: `${folder}/${file.name}` }));
      if (exported.length === 1) return { rows: written.rows, files: exported };
      const manifest = await putManifest(store, request, { rows: written.rows, files: exported });
      return { rows: written.rows, files: [...exported, manifest] };
    } catch (error) {
      await files.abort();
      throw error;
    }
  };
  return {
    get progress() {
      return files.progress;
    },
    done: run(),
  };
}

/** Says which files belong together, in which order. */
async function putManifest(
  store: ExportFolder,
  { folder, name, options }: CsvExport,
  { rows, files }: Exported,
): Promise<ExportedFile> {
  const listed = files.map(({ name: file, bytes, sha256 }) => ({ name: file, bytes, sha256 }));
  const text = `${JSON.stringify({ rows, options, files: listed }, null, 2)}\n`;
  const manifest = `${name}-manifest.json`;
  const key = `${folder}/${manifest}`;
  await store.put(key, text, 'application/json');
  return {
    name: manifest,
    key,
    bytes: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
  };
}
