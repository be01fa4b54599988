import { readdirSync, readFileSync } from 'node:fs';

interface Seen {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
}

/**
 * Resident memory of this process and those it has started, in MiB, but for PostgreSQL's and those left out.
 * Linux only.
 */
export function residentMiB(leftOut: readonly number[] = []): number {
  const all = processes();
  const wanted = new Set([process.pid]);
  // A child may have a lower number than its parent.
  for (let before = 0; before !== wanted.size; ) {
    before = wanted.size;
    for (const { pid, parent, name } of all) {
      if (wanted.has(parent) && name !== 'postgres' && !leftOut.includes(pid)) wanted.add(pid);
    }
  }
  return [...wanted].reduce((sum, pid) => sum + residentOf(pid), 0);
}

function processes(): Seen[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid): Seen[] => {
      const stat = read(`/proc/${pid}/stat`);
      const [, name = '', parent = ''] = /^\d+ \((.*)\) \S (\d+)/s.exec(stat) ?? [];
      return parent === '' ? [] : [{ pid: Number(pid), parent: Number(parent), name }];
    });
}

const residentOf = (pid: number) =>
  Number(/VmRSS:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024;

/** Empty for a process that has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
