import { createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { ExportView } from '../../shared/contracts/exports.ts';
import type { ApiCall } from '../api-call.ts';
import { renderProgress } from './render-progress.ts';

const LOOK_EVERY_MS = 500;

export interface ExportWish {
  readonly question: string;
  readonly source?: string | undefined;
  readonly options: object;
}

/** Shows how far the export is, in place of what was shown before. */
export type ShowProgress = (line: string) => void;

/** Has the answer exported and writes its files into this folder; the export as it ended. */
export async function exportAnswer(call: ApiCall, wish: ExportWish, show: ShowProgress): Promise<ExportView> {
  const started = ExportView.parse(await call('POST', '/v1/exports', wish));
  const cancel = () => void call('DELETE', started.links.self ?? '').catch(() => undefined);
  process.once('SIGINT', cancel);
  const view = await follow(call, started, show);
  process.off('SIGINT', cancel);
  for (const { name, url } of view.files ?? []) await download(url, basename(name));
  return view;
}

async function follow(call: ApiCall, started: ExportView, show: ShowProgress): Promise<ExportView> {
  const since = Date.now();
  for (let view = started; ; view = ExportView.parse(await call('GET', started.links.self ?? ''))) {
    show(renderProgress(view, (Date.now() - since) / 1000));
    if (view.endedAt !== undefined) return view;
    await delay(LOOK_EVERY_MS);
  }
}

/** The name comes from the API and is a file's, in the folder one is in: never a path. */
async function download(url: string, name: string): Promise<void> {
  const response = await fetch(url);
  if (!response.ok || !response.body)
    throw new Error(`The file ${name} could not be fetched (${response.status}).`);
  await pipeline(Readable.fromWeb(response.body), createWriteStream(name));
}
