import { setTimeout as delay } from 'node:timers/promises';
import { ExportView } from '../../../shared/contracts/exports.ts';
import type { RunningStack } from './running-stack.ts';

/** Asks for an export; what POST answered. */
export async function startExport({ api }: Pick<RunningStack, 'api'>, wish: object): Promise<ExportView> {
  const { status, body } = await api.call('POST', '/v1/exports', wish);
  if (status !== 202) throw new Error(`POST /v1/exports answered ${status}: ${JSON.stringify(body)}`);
  return ExportView.parse(body);
}

export async function getExport({ api }: Pick<RunningStack, 'api'>, id: string): Promise<ExportView> {
  const { status, body } = await api.call('GET', `/v1/exports/${id}`);
  if (status !== 200) throw new Error(`GET /v1/exports/${id} answered ${status}: ${JSON.stringify(body)}`);
  return ExportView.parse(body);
}

/** Polls until the export is as wanted. */
export async function untilExport(
  running: Pick<RunningStack, 'api'>,
  id: string,
  isAsWanted: (view: ExportView) => boolean,
): Promise<ExportView> {
  for (;;) {
    const view = await getExport(running, id);
    if (isAsWanted(view)) return view;
    await delay(100);
  }
}

export const endedExport = (running: Pick<RunningStack, 'api'>, id: string) =>
  untilExport(running, id, ({ endedAt }) => endedAt !== undefined);

/** The bytes behind each link. */
export function download({ files = [] }: ExportView): Promise<Buffer[]> {
  return Promise.all(
    files.map(async ({ url }) => {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`A link answered ${response.status}`);
      return Buffer.from(await response.arrayBuffer());
    }),
  );
}
