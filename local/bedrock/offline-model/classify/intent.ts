const CHART =
  /\b(charts?|plots?|graphs?|diagrams?|visuali[sz]e|visuali[sz]ation|histogram|pie|scatter|trend line|draw)\b/i;
const WHY = /^\s*(why|how come|what (caused|explains|is the reason|are the reasons)|explain why)\b/i;

export type Intent = 'retrieval' | 'visualisation' | 'reasoning';

/** What kind of answer a question about the data wants. */
export function intentOf(question: string): Intent {
  if (WHY.test(question)) return 'reasoning';
  return CHART.test(question) ? 'visualisation' : 'retrieval';
}
