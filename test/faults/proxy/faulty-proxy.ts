import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { Random } from '../../../commands/fuzz/seeded-random.ts';
import { type ListeningServer, listen } from '../../../local/wire/listen.ts';
import { type ErrorReply, errorReply, type ProxiedService, serviceOf } from './error-reply.ts';

/**
 * What befalls a share (0 to 1) of the requests to a service: `refuse` answers with an error of the service before it
 * hears of them; `lose` lets it carry them out and cuts the connection instead of handing its answer on.
 */
export interface ProxyFault {
  readonly service: ProxiedService;
  readonly how: 'refuse' | 'lose';
  readonly share: number;
}

export interface FaultyProxy extends ListeningServer {
  /** What is in force from now on; undefined: nothing. */
  turn(fault: ProxyFault | undefined): void;
  /** How many requests a fault has befallen. */
  befallen(): number;
}

export interface ProxyOptions {
  /** Where requests go. */
  readonly target: string;
  readonly random: Random;
}

const FINENESS = 1_000;

/** Stands before the local DynamoDB, S3 and SQS, with faults that a test turns on and off. */
export async function startFaultyProxy({ target, random }: ProxyOptions): Promise<FaultyProxy> {
  const agent = new Agent({ keepAlive: true });
  let fault: ProxyFault | undefined;
  let befallen = 0;
  const choose = (service: ProxiedService): ProxyFault | undefined => {
    if (fault?.service !== service || random.below(FINENESS) >= fault.share * FINENESS) return undefined;
    befallen += 1;
    return fault;
  };
  const server = createServer((incoming, outgoing) => {
    const action = incoming.headers['x-amz-target'];
    const chosen = choose(serviceOf(action));
    if (chosen?.how === 'refuse') return refuse(incoming, outgoing, errorReply(action));
    forward({ incoming, outgoing, target, agent, isLost: chosen?.how === 'lose' });
  });
  const listening = await listen(server, 0);
  return {
    ...listening,
    close: async () => {
      agent.destroy();
      await listening.close();
    },
    turn: (to) => {
      fault = to;
    },
    befallen: () => befallen,
  };
}

function refuse(incoming: IncomingMessage, outgoing: ServerResponse, { status, headers, body }: ErrorReply) {
  // Read to its end, so that the connection can be used again.
  incoming.resume().once('end', () => outgoing.writeHead(status, headers).end(body));
}

interface Forwarding {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly target: string;
  readonly agent: Agent;
  readonly isLost: boolean;
}

function forward({ incoming, outgoing, target, agent, isLost }: Forwarding): void {
  const cut = () => void outgoing.destroy();
  const { method, headers, url } = incoming;
  const onward = request(new URL(url ?? '/', target), { method, headers, agent }, (answer) => {
    if (isLost) return void answer.resume().once('end', cut).once('error', cut);
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.once('error', cut).pipe(outgoing);
  });
  onward.once('error', cut);
  incoming.once('error', () => onward.destroy()).pipe(onward);
}
