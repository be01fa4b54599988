import * as z from 'zod';
import { QuestionParams } from '../questions.ts';
import type { Route } from '../route.ts';

/** The part of the API that draw-chart answers: the drawing library would not fit into another function. */
export const CHART_API = {
  getChart: {
    method: 'GET',
    path: '/v1/questions/{id}/chart.svg',
    summary: "An answer's chart as a picture",
    tag: 'Questions',
    access: 'principal',
    params: QuestionParams,
    responses: { 200: { description: 'The picture.', contentType: 'image/svg+xml', body: z.string() } },
    problems: ['ChartNotFound', 'RowsNotFound', 'RowsNotReady'],
  },
} as const satisfies Record<string, Route>;
