import { fileURLToPath } from 'node:url';
import { TASKS } from './tasks.ts';

/** Where the code of each task lies. */
export type CodeFolders = (task: string) => string;

/** The bare source folders: for the local stack and for tests, which never deploy. */
export const sourceFolders: CodeFolders = (task) =>
  fileURLToPath(new URL(`../tasks/${task}`, import.meta.url));

/** Bundles every task; throws naming each one that could not be bundled. */
export async function bundledFolders(): Promise<CodeFolders> {
  const { bundleTask } = await import('./bundling/bundle-task.ts');
  const bundles = await Promise.allSettled(TASKS.map(({ name }) => bundleTask(name)));
  const problems = bundles.flatMap((bundle) => (bundle.status === 'rejected' ? [bundle.reason] : []));
  if (problems.length > 0) {
    throw new Error(
      `${problems.length} of ${TASKS.length} tasks could not be bundled:\n${problems.join('\n')}`,
    );
  }
  const folders = new Map(
    bundles.map((bundle, index) => [TASKS[index]?.name, bundle.status === 'fulfilled' ? bundle.value : '']),
  );
  return (task) => folders.get(task) ?? '';
}
