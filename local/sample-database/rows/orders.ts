import { addDays, LAST_DAY, orderDay } from './calendar.ts';
import { type Customer, customerAt, orderingWeight } from './customers.ts';
import { employeeAt, orderTakers } from './employees.ts';
import { type OrderLine, orderLines } from './order-lines.ts';
import { type Address, addressIn } from './places.ts';
import { type Random, randomFor } from './random.ts';
import { BASE_SIZE } from './sizes.ts';
import { weightedChoice } from './weighted-choice.ts';

export interface Order {
  readonly id: number;
  readonly customer: Customer;
  readonly employeeId: number;
  readonly orderDay: string;
  readonly requiredDay: string;
  readonly shippedDay: string | null;
  readonly shipperId: number;
  /** Numeric text with two decimals. */
  readonly freight: string;
  readonly shipTo: Address;
  readonly lines: readonly OrderLine[];
}

const FIRST_ORDER_ID = 10_001;
const DAYS_TO_DELIVER = [28, 28, 28, 28, 28, 28, 28, 14, 14, 42];
/** Shares of the three shippers. */
const shippers = weightedChoice([3, 4, 3]);

/** Every order at this scale, one at a time in order of date. */
export function* orders(scale: number): Generator<Order> {
  const total = BASE_SIZE.orders * scale;
  const customers = weightedChoice(
    Array.from({ length: BASE_SIZE.customers * scale }, (_, index) => orderingWeight(index)),
  );
  const linesOf = orderLines(scale);
  for (let index = 0; index < total; index += 1) {
    const random = randomFor('order', index);
    const day = orderDay(index, total);
    const customerIndex = customers.pick(random);
    const customer = customerAt(customerIndex);
    const lines = linesOf(index, customerIndex, day);
    yield {
      id: FIRST_ORDER_ID + index,
      customer,
      employeeId: employeeOn(day, random),
      orderDay: day,
      requiredDay: addDays(day, random.pick(DAYS_TO_DELIVER)),
      shippedDay: shippedDay(index, day, random),
      shipperId: 1 + shippers.pick(random),
      freight: freightOf(customer, lines, random),
      shipTo: random.chance(0.06) ? addressIn(customer.country, random) : customer.address,
      lines,
    };
  }
}

/** Mostly within a fortnight, sometimes late; empty when that lies after the sample's end, or out of stock. */
function shippedDay(index: number, day: string, random: Random): string | null {
  const wait = random.chance(0.06) ? random.integer(29, 40) : random.integer(1, 14);
  const shipped = addDays(day, wait);
  return shipped > LAST_DAY || index % 277 === 138 ? null : shipped;
}

function freightOf(customer: Customer, lines: readonly OrderLine[], random: Random): string {
  const units = lines.reduce((sum, line) => sum + line.quantity, 0);
  return (2 + units * 0.8 * customer.country.distance * (0.5 + random.fraction())).toFixed(2);
}

function employeeOn(day: string, random: Random): number {
  const id = 1 + orderTakers.pick(random);
  return employeeAt(id).hiredOn <= day ? id : employeeOn(day, random);
}
