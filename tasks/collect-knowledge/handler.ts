import { collectKnowledge } from '../../shared/catalog/collect-knowledge.ts';
import { RefreshInput } from '../../shared/contracts/catalog-machine.ts';
import { stateHandler } from '../../shared/platform/state-handler.ts';
import { parts, places } from './dependencies.ts';

/** Reads what people have written about a source: metadata files that changed, and the edits made over HTTP. */
export const handler = stateHandler('Collect', async (event) => {
  const { source } = RefreshInput.parse(event);
  const knowledge = await collectKnowledge(source, places, await parts.knowledge(source));
  await parts.saveKnowledge(source, knowledge);
  const edits = knowledge.glossary.length + knowledge.relationships.length;
  return { files: knowledge.files.length, edits, isIntrospected: await parts.isIntrospected(source) };
});
