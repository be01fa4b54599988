import * as z from 'zod';
import type { QuestionView } from '../../../shared/contracts/job.ts';
import { Row } from '../../../shared/contracts/rows.ts';
import { apiCall } from '../../api-call.ts';
import { followToEnd, questionApi } from '../../ask/question-api.ts';

const RowsPage = z.object({ rows: z.array(Row), nextCursor: z.string().optional() });

export interface AskedQuestion {
  readonly view: QuestionView;
  /** The whole result; undefined without an answer. */
  readonly rows?: readonly Row[];
}

/** Asks over HTTP, as any caller does, and reads all pages of the rows. */
export type AskQuestion = (question: string, source: string) => Promise<AskedQuestion>;

export function questionAsker(url: string, apiKey: string): AskQuestion {
  const api = questionApi(url, apiKey);
  const call = apiCall(url, { 'x-api-key': apiKey });
  const readRows = async (id: string, cursor?: string): Promise<Row[]> => {
    const query = cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`;
    const page = RowsPage.parse(await call('GET', `/v1/questions/${id}/rows${query}`));
    return page.nextCursor ? [...page.rows, ...(await readRows(id, page.nextCursor))] : page.rows;
  };
  return async (question, source) => {
    const view = await followToEnd(api, await api.submit({ question, source }), () => undefined);
    if (view.status !== 'ANSWERED') return { view };
    const isWhole = view.rows && view.rows.length === view.rowCount;
    return { view, rows: isWhole ? view.rows : await readRows(view.id) };
  };
}
