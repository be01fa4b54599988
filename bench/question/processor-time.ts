import { readFile } from 'node:fs/promises';
import type { Stack } from '../../local/stack.ts';

/** The kernel counts a process's time in hundredths of a second (USER_HZ). */
const MS_PER_TICK = 10;

/**
 * Milliseconds of processor time, its own and the kernel's, that this process and those of a stack's functions have
 * used so far; PostgreSQL's are not among them. Undefined where there is no /proc.
 */
export async function processorTime({ functions, resources }: Stack): Promise<number | undefined> {
  const pids = new Set(resources.functions.flatMap(({ name }) => functions.pidOf(name) ?? []));
  const { user, system } = process.cpuUsage();
  try {
    const times = await Promise.all([...pids].map(timeOf));
    return times.reduce((sum, ms) => sum + ms, (user + system) / 1_000);
  } catch {
    return undefined;
  }
}

async function timeOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  // Behind the program's name, which may hold anything, the 12th and 13th field.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}
