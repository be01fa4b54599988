import { setTimeout as delay } from 'node:timers/promises';
import type { ProxyFault } from '../proxy/faulty-proxy.ts';
import type { Trial } from '../trial.ts';
import { between, SERVICE, type Strike, type Toll } from './strike.ts';

const SHARES = [0.2, 0.5, 1];

/** Faults of the services that the functions reach through the proxies. */
export const SERVICE_STRIKES: readonly Strike[] = [
  throughProxy('DynamoDB throttles', 'dynamodb', 'refuse', { mayFailWith: SERVICE, mayLoseReplies: true }),
  throughProxy('replies of DynamoDB get lost', 'dynamodb', 'lose', {
    mayFailWith: SERVICE,
    mayLoseReplies: true,
  }),
  throughProxy('S3 answers 500', 's3', 'refuse', { mayFailWith: SERVICE }),
  throughProxy('replies of S3 get lost', 's3', 'lose', { mayFailWith: SERVICE }),
  throughProxy('SQS answers 500', 'sqs', 'refuse', { mayFailWith: SERVICE }),
  {
    kind: 'the machines are throttled',
    mayFailWith: [],
    strike: async ({ stack }, random) => {
      const share = random.pick(SHARES);
      await stack.order({ do: 'throttle-machines', share });
      await delay(between(random, 200, 2_000));
      await stack.order({ do: 'throttle-machines', share: 0 });
      return `${100 * share}% of calls`;
    },
  },
  switched('SQS delivers twice', 'send-twice', { mayFailWith: [] }),
  // An execution that cannot be noted breaks off, wherever it is.
  switched("the journal's disk is full", 'fill-journal', { mayFailWith: ['Internal'] }),
  switched('the whole disk is full', 'fill-disk', { mayFailWith: ['Internal', ...SERVICE] }),
];

function switched(kind: string, what: 'send-twice' | 'fill-journal' | 'fill-disk', toll: Toll): Strike {
  return {
    ...toll,
    kind,
    strike: async ({ stack }, random) => {
      const ms = between(random, 300, 2_500);
      await stack.order({ do: what, on: true });
      await delay(ms);
      await stack.order({ do: what, on: false });
      return `for ${ms} ms`;
    },
  };
}

function throughProxy(
  kind: string,
  service: ProxyFault['service'],
  how: ProxyFault['how'],
  toll: Toll,
): Strike {
  return {
    ...toll,
    kind,
    strike: async (trial, random) => {
      const share = random.pick(SHARES);
      const proxy = proxyOf(trial, service);
      proxy.turn({ service, how, share });
      await delay(between(random, 200, 2_000));
      proxy.turn(undefined);
      return `${100 * share}% of calls`;
    },
  };
}

const proxyOf = ({ dynamodbProxy, storageProxy }: Trial, service: ProxyFault['service']) =>
  service === 'dynamodb' ? dynamodbProxy : storageProxy;
