import { Error as ErrorLevel, type Loader, parse, type Spec, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Chart } from '../../shared/contracts/job.ts';
import type { Column, Row } from '../../shared/contracts/rows.ts';

const refuse = async (): Promise<never> => {
  throw new Error('A chart loads nothing.');
};
/** Charts hold their data: whatever else one names is not fetched. */
const NO_LOADER: Loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };

/** Draws a chart whose data is named `rows`. */
export async function drawSvg(
  chart: Chart,
  columns: readonly Column[],
  rows: readonly Row[],
): Promise<string> {
  const values = rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])));
  const data = { ...Object(chart.data), values };
  // A chart of ours, made by rule and tested against the schema of Vega-Lite.
  const spec = { width: 600, ...chart, data } as unknown as TopLevelSpec;
  const view = new View(parse(compile(spec).spec satisfies Spec), {
    renderer: 'none',
    loader: NO_LOADER,
    logLevel: ErrorLevel,
  });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
