import { orderingSize } from './customers.ts';
import { type Product, popularity, productAt } from './products.ts';
import { type Random, randomFor } from './random.ts';
import { BASE_SIZE, productCount } from './sizes.ts';
import { type WeightedChoice, weightedChoice } from './weighted-choice.ts';

export interface OrderLine {
  readonly product: Product;
  /** Numeric text with two decimals. */
  readonly unitPrice: string;
  readonly quantity: number;
  readonly discount: string;
}

const DISCOUNTS = ['0.00', '0.00', '0.00', '0.00', '0.00', '0.00', '0.05', '0.10', '0.15', '0.20', '0.25'];
const PRICE_LEVEL: Readonly<Record<string, number>> = { '2023': 0.9, '2024': 0.95, '2025': 1 };
/** By category number: what sells better or worse from May to August, and in November and December. */
const SUMMER: Readonly<Record<number, number>> = { 1: 1.5, 3: 0.7, 7: 1.3, 8: 1.2 };
const HOLIDAYS: Readonly<Record<number, number>> = { 1: 1.1, 3: 1.8, 4: 1.2, 6: 1.3 };
const LINES_PER_ORDER: readonly number[] = lineCounts();

/** Makes the lines of any order at this scale; keeps only the products' weights by month. */
export function orderLines(scale: number): (order: number, customer: number, day: string) => OrderLine[] {
  const products = Array.from({ length: productCount(scale) }, (_, index) => productAt(index));
  const byMonth = Array.from({ length: 12 }, (_, month) => choiceIn(month + 1, products));
  return (order, customer, day) => {
    const random = randomFor('lines', order);
    const choice = byMonth[Number(day.slice(5, 7)) - 1];
    const count = LINES_PER_ORDER[order % BASE_SIZE.orders] ?? 1;
    if (!choice) throw new Error(`${day} is in no month`);
    return chooseProducts(products, choice, count, day, random).map((product) => ({
      product,
      unitPrice: (product.listPrice * (PRICE_LEVEL[day.slice(0, 4)] ?? 1)).toFixed(2),
      quantity: 1 + Math.floor(random.fraction() ** 2 * 55 * orderingSize(customer)),
      discount: random.pick(DISCOUNTS),
    }));
  };
}

function chooseProducts(
  products: readonly Product[],
  choice: WeightedChoice,
  count: number,
  day: string,
  random: Random,
): Product[] {
  const chosen = new Set<Product>();
  while (chosen.size < count) {
    const product = products[choice.pick(random)];
    if (product && (product.discontinuedOn ?? '9999') > day) chosen.add(product);
  }
  return [...chosen];
}

function choiceIn(month: number, products: readonly Product[]): WeightedChoice {
  const season = month >= 11 ? HOLIDAYS : month >= 5 && month <= 8 ? SUMMER : {};
  return weightedChoice(products.map((product) => popularity(product) * (season[product.categoryId] ?? 1)));
}

/** One to six lines for each of 830 orders, together exactly Northwind's number of lines. */
function lineCounts(): number[] {
  const random = randomFor('line counts');
  const counts = Array.from({ length: BASE_SIZE.orders }, () => random.pick([1, 1, 2, 2, 3, 3, 4, 5]));
  let surplus = counts.reduce((sum, count) => sum + count, 0) - BASE_SIZE.orderLines;
  while (surplus !== 0) {
    const at = random.integer(0, BASE_SIZE.orders - 1);
    const changed = (counts[at] ?? 0) - Math.sign(surplus);
    if (changed < 1 || changed > 6) continue;
    counts[at] = changed;
    surplus -= Math.sign(surplus);
  }
  return counts;
}
