import { parseExposition } from '../../support/exposition.ts';

type Labels = Readonly<Record<string, string>>;

/** What the local stack's page of metrics says now. */
export function metricsOf(url: string) {
  /** The samples of a metric; none before it was first printed. */
  const samples = async (name: string) => {
    const response = await fetch(`${url}/metrics`);
    return parseExposition(await response.text()).get(name)?.samples ?? [];
  };
  /** The sum of those with these labels. */
  const counted = async (name: string, wanted: Labels = {}): Promise<number> => {
    const found = (await samples(name)).filter(({ labels }) =>
      Object.entries(wanted).every(([label, value]) => labels[label] === value),
    );
    return found.reduce((sum, { value }) => sum + value, 0);
  };
  /** Lines are printed moments after what they count. */
  const untilCounted = async (name: string, wanted: Labels, least: number): Promise<number> => {
    for (let tries = 0; tries < 400; tries++) {
      const sum = await counted(name, wanted);
      if (sum >= least) return sum;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`${name} did not come to ${least} in ten seconds.`);
  };
  return { samples, counted, untilCounted };
}
