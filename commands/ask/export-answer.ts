import { setTimeout as delay } from 'node:timers/promises';
import { ExportView } from '../../shared/contracts/exports.ts';
import type { ApiCall } from '../api-call.ts';
import type { ProgressLine } from './progress-line.ts';
import { renderProgress } from './render-progress.ts';
import { saveFile } from './save-file.ts';

const LOOK_EVERY_MS = 500;

export interface ExportWish {
  readonly question: string;
  readonly source?: string | undefined;
  readonly options: object;
}

export interface ExportRun {
  readonly call: ApiCall;
  readonly line: ProgressLine;
  /** Where the files go. */
  readonly folder: string;
  /** Aborted, the export is cancelled, or its files are not fetched to the end. */
  readonly signal: AbortSignal;
}

export interface ExportedAnswer {
  readonly view: ExportView;
  /** Names of the files as they are in the folder. */
  readonly saved: readonly string[];
}

/** Has the answer exported, shows how far it is, and writes its files; the export as it ended. */
export async function exportAnswer(wish: ExportWish, run: ExportRun): Promise<ExportedAnswer> {
  const { call, line, signal } = run;
  const started = ExportView.parse(await call('POST', '/v1/exports', wish));
  const cancel = () => void call('DELETE', started.links.self ?? '').catch(() => undefined);
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const view = await follow(started, run);
    signal.removeEventListener('abort', cancel);
    return { view, saved: await saveFiles(view, run) };
  } finally {
    line.end();
  }
}

async function follow(started: ExportView, { call, line }: ExportRun): Promise<ExportView> {
  let begun: { readonly attempt: number; readonly at: number } | undefined;
  for (let view = started; ; view = ExportView.parse(await call('GET', started.links.self ?? ''))) {
    // Until a worker has taken it up, and again after a failure, no time has passed that says anything.
    if (view.attempt !== (begun?.attempt ?? 0)) begun = { attempt: view.attempt, at: Date.now() };
    line.show(renderProgress(view, secondsOf(view, begun?.at)), `${view.status} ${view.attempt}`);
    if (view.endedAt !== undefined) return view;
    await delay(LOOK_EVERY_MS);
  }
}

function secondsOf({ ranAt, endedAt }: ExportView, begunAt = Date.now()): number {
  const milliseconds =
    ranAt && endedAt ? Date.parse(endedAt) - Date.parse(ranAt) : Math.max(0, Date.now() - begunAt);
  return milliseconds / 1000;
}

async function saveFiles({ files = [] }: ExportView, { line, folder, signal }: ExportRun): Promise<string[]> {
  const saved: string[] = [];
  for (const file of files) {
    const onBytes = (bytes: number) => {
      const percent = Math.floor((100 * bytes) / Math.max(1, file.bytes));
      line.show(`Fetching ${file.name}  ${percent}%`, file.name);
    };
    saved.push(await saveFile(file, { folder, signal, onBytes }));
  }
  return saved;
}
