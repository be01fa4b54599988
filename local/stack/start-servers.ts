import { join } from 'node:path';
import type { CallDynamoDb } from '../dynamodb/call-dynalite.ts';
import { startDynamoDb } from '../dynamodb/start-dynamodb.ts';
import { type LocalFauxqs, startFauxqs } from '../fauxqs/start-fauxqs.ts';
import { startWireServer } from '../wire/wire-server.ts';
import type { WireService } from '../wire/wire-service.ts';
import type { ServiceUrls } from './aws-clients.ts';
import type { Closers } from './closers.ts';
import type { StackPorts } from './ports.ts';

/** The servers of a stack, listening; our own services are added once they are made. */
export interface Servers {
  readonly urls: ServiceUrls;
  readonly callDynamoDb: CallDynamoDb;
  readonly fauxqs: LocalFauxqs;
  readonly services: WireService[];
}

export async function startServers(dir: string, ports: StackPorts, closers: Closers): Promise<Servers> {
  const services: WireService[] = [];
  const dynamodb = await startDynamoDb(join(dir, 'dynamodb.sqlite'), ports.dynamodb);
  closers.add(dynamodb.close);
  const fauxqs = await startFauxqs(join(dir, 'storage'), ports.storage);
  closers.add(fauxqs.close);
  const wire = await startWireServer(services, ports.services);
  closers.add(wire.close);
  return {
    urls: { services: wire.url, storage: fauxqs.url, dynamodb: dynamodb.url },
    callDynamoDb: dynamodb.call,
    fauxqs,
    services,
  };
}
