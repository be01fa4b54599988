export type ChartKind = 'bar' | 'line' | 'area' | 'scatter' | 'pie' | 'value';

/** What people call each kind, in four languages; the first that stands in the question counts. */
const WORDS: readonly (readonly [ChartKind, RegExp])[] = [
  ['pie', /\b(pie|donut|doughnut|kreisdiagramm|tortendiagramm|camembert|gráfico (circular|de pastel))\b/i],
  ['scatter', /\b(scatter ?(plot)?|correlat\w*|streudiagramm|nuage de points|gráfico de dispersión)/i],
  [
    'area',
    /\b(area|stacked)\b.{0,20}\b(chart|graph|plot|diagram)\b|\bflächendiagramm\b|\bgráfico de áreas?\b/i,
  ],
  [
    'line',
    /\b(line (chart|graph|plot|diagram)|as (a )?lines?\b|trend ?line|liniendiagramm|courbe|gráfico de líneas?)\b/i,
  ],
  [
    'bar',
    /\b(bar|column) (chart|graph|plot|diagram)s?|\b(bars|histogram|balkendiagramm|säulendiagramm|histogramme|gráfico de (barras|columnas))\b|\b(diagramme en|graphique à) barres\b/i,
  ],
  ['value', /\b(big number|single value|kpi)\b/i],
];

/** The kind of chart a question asks for by its name. */
export function askedChart(question: string): ChartKind | undefined {
  return WORDS.find(([, words]) => words.test(question))?.[0];
}
