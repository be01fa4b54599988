import { createServer } from 'node:net';
import type { StackPorts } from './ports.ts';

/** A port of the stack is taken by another program. */
class PortInUse extends Error {
  constructor(port: number, use: string, api: number) {
    super(
      `Port ${port} (${use}) is in use. Stop what uses it, or move the stack: PORT=${api + 100} npm start`,
    );
    this.name = 'PortInUse';
  }
}

const USES: Readonly<Record<keyof StackPorts, string>> = {
  api: 'the API',
  postgres: 'PostgreSQL',
  services: 'the AWS services',
  storage: 'S3 and SQS',
  dynamodb: 'DynamoDB',
};

/** Throws PortInUse for the first port that can't be listened on. */
export async function checkPortsAreFree(ports: StackPorts): Promise<void> {
  for (const [name, use] of Object.entries(USES)) {
    // The keys of USES are those of StackPorts.
    const port = ports[name as keyof StackPorts];
    if (port !== 0 && !(await isFree(port))) throw new PortInUse(port, use, ports.api);
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
