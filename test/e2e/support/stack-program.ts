import { type Faults, faultOrder } from '../../../local/bedrock/faults.ts';
import { startStack } from '../../../local/stack.ts';

/**
 * A stack in a process of its own, so that it can be killed: folder, port, database and,
 * unless it is the project's, configuration are its arguments.
 */
const [dir = '', port = '0', url = '', configuration] = process.argv.slice(2);

const stack = await startStack({
  dir,
  port: Number(port),
  database: { url },
  ...(configuration && { configuration }),
  durable: false,
  log: (line) => process.send?.({ line }),
});
stack.buses.onEvent(({ 'detail-type': type, detail }, bus) => {
  if (bus === 'inquery') process.send?.({ type, detail });
});
process.on('message', (message) => {
  takeOrder(stack.faults, message);
});
process.on('disconnect', () => process.exit());
process.send?.({ url: stack.url });

/** Faults to order; nothing asks how many are left. */
function takeOrder(faults: Faults, message: unknown): void {
  if (message === 'remaining') process.send?.({ remaining: faults.remaining() });
  else faults.order(faultOrder.parse(message));
}
