import { defuse } from './defuse.ts';

/** The blocks a prompt may carry, each fenced as <name> … </name>; absent or empty ones leave no trace. */
export type Blocks = Partial<
  Record<
    | 'source'
    | 'tables'
    | 'schema'
    | 'metrics'
    | 'values'
    | 'examples'
    | 'conversation'
    | 'attempts'
    | 'date'
    | 'question'
    | 'sql'
    | 'rows',
    string
  >
>;

/** Fills a template's `{{block}}` places. What a block holds can neither close its fence nor open another. */
export function renderPrompt(template: string, blocks: Blocks): string {
  return template
    .split('\n')
    .flatMap((line) => {
      const name = line.match(/^\{\{(\w+)\}\}$/)?.[1];
      if (!name) return [line];
      // A name that no block has finds nothing, like an empty block.
      const content = blocks[name as keyof Blocks];
      return content ? [`<${name}>`, defuse(content), `</${name}>`] : [];
    })
    .join('\n');
}
