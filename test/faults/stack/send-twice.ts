import type { SQSClient } from '@aws-sdk/client-sqs';

/** Lets every message that this client sends be sent twice while it is turned on. */
export function sendTwice(client: SQSClient): { turn(on: boolean): void } {
  let isOn = false;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (isOn && context.commandName === 'SendMessageCommand') await next({ ...args });
      return next(args);
    },
    { step: 'initialize', name: 'sendTwice' },
  );
  return {
    turn: (on) => {
      isOn = on;
    },
  };
}
