import { readFileSync, statSync } from 'node:fs';

/** The account PostgreSQL runs under; undefined means: the one we run under ourselves. */
export interface ServerAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Unprivileged accounts in order of preference; initdb insists on one that has a passwd entry. */
const CANDIDATES = ['nobody', 'postgres', 'daemon'];

/**
 * PostgreSQL refuses to run as root, so root lends it an unprivileged account: the owner of a cluster
 * that is there already, or else one of the system's.
 */
export function serverAccount(data: string): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readAccounts();
  const owner = statSync(data, { throwIfNoEntry: false })?.uid;
  const account =
    accounts.find(({ uid }) => uid !== 0 && uid === owner) ??
    CANDIDATES.map((name) => accounts.find((entry) => entry.name === name)).find(Boolean);
  if (account) return account;
  throw new Error(
    `PostgreSQL refuses to run as root, and this machine has none of the accounts ${CANDIDATES.join(', ')} ` +
      'to run it under. Start as an ordinary user.',
  );
}

function readAccounts(): ServerAccount[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}
