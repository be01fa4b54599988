/** Bundles one task into a folder that is ready to be a Lambda's code; returns the folder. */
export function bundleTask(task: string): string {
  return new URL(`../../tasks/${task}`, import.meta.url).pathname;
}
