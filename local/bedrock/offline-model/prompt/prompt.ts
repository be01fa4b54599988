/** One prompt as a model sees it: all its text, and the names of the tools it may call. */
export interface Prompt {
  readonly text: string;
  readonly tools: readonly string[];
}

/** The text inside `<name>` … `</name>`, each tag on a line of its own; '' when the block is absent. */
export function block(prompt: Prompt, name: string): string {
  return blocks(prompt, name).at(-1) ?? '';
}

/** The texts of all blocks of that name, in their order. */
export function blocks(prompt: Prompt, name: string): string[] {
  const pattern = new RegExp(`^[ \\t]*<${name}>[ \\t]*\\n([\\s\\S]*?)^[ \\t]*</${name}>[ \\t]*$`, 'gm');
  return [...prompt.text.matchAll(pattern)].map(([, text = '']) => text.replace(/\n$/, ''));
}
