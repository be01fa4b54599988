import type { EmbeddingChoice, ModelChoice } from '../contracts/configuration.ts';
import type { EmbeddingModel, LanguageModel } from './language-model.ts';

/** The models a deployment has adapters for; a task gets it from its dependencies. */
export interface Models {
  language(choice: ModelChoice): LanguageModel;
  embedding(choice: EmbeddingChoice): EmbeddingModel;
}
