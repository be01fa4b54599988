import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { checkPortsAreFree } from '../../../../local/stack/free-ports.ts';
import { portsFrom, readPort } from '../../../../local/stack/ports.ts';

describe('ports', () => {
  it('are the API’s and the four after it', () => {
    expect(portsFrom(3000)).toEqual({
      api: 3000,
      postgres: 3001,
      services: 3002,
      storage: 3003,
      dynamodb: 3004,
    });
  });

  it('are all free ones for 0', () => {
    expect(new Set(Object.values(portsFrom(0)))).toEqual(new Set([0]));
  });

  it('come from PORT, 3000 without it', () => {
    expect([readPort(undefined), readPort(''), readPort('8080')]).toEqual([3000, 3000, 8080]);
  });

  it.each(['http', '-1', '65532', '1.5'])('refuse PORT=%s', (value) => {
    expect(() => readPort(value)).toThrow(`not ${value}`);
  });

  it('name the one in use and the way out', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const port = Number(Object(server.address()).port);
    const check = checkPortsAreFree({ api: 0, postgres: port, services: 0, storage: 0, dynamodb: 0 });
    await expect(check).rejects.toThrow(new RegExp(`Port ${port} \\(PostgreSQL\\) is in use.*PORT=`));
    server.close();
  });
});
