import { type PromptInUse, PromptName, type PromptOverrides } from '../contracts/prompts.ts';
import { newLogger } from '../platform/logger.ts';
import { readPrompt } from './file-prompts.ts';
import { type PromptText, parsePrompt, placesOf } from './prompt-text.ts';

interface Choice {
  readonly prompt: PromptText;
  readonly problem?: string;
}

/** By name and text: a text is looked at, and complained about, once. */
const looked = new Map<string, Choice>();

/** The configured text of a prompt where it is whole, else the built-in one. */
export function promptInUse(name: PromptName, overrides: PromptOverrides = {}): PromptText {
  return choose(name, overrides).prompt;
}

/** Every prompt, with what is wrong with a configured text that is not used. */
export function promptsInUse(overrides: PromptOverrides): PromptInUse[] {
  return PromptName.options.map((name) => {
    const { prompt, problem } = choose(name, overrides);
    const origin = overrides[name] === undefined || problem ? 'built-in' : 'configured';
    return { name, version: prompt.version, origin, ...(problem && { problem }) };
  });
}

/** What is wrong with a text that is to be used instead of a prompt; undefined when nothing is. */
export function promptProblem(name: PromptName, text: string): string | undefined {
  return look(name, text.replaceAll('\r\n', '\n')).problem;
}

function choose(name: PromptName, overrides: PromptOverrides): Choice {
  const override = overrides[name];
  if (override === undefined) return { prompt: readPrompt(name) };
  const text = (typeof override === 'string' ? override : override.join('\n')).replaceAll('\r\n', '\n');
  const key = `${name}\n${text}`;
  const known = looked.get(key);
  if (known) return known;
  const choice = look(name, text);
  if (choice.problem)
    newLogger({}).error('A configured prompt is not used.', { name, problem: choice.problem });
  looked.set(key, choice);
  return choice;
}

function look(name: PromptName, text: string): Choice {
  const builtIn = readPrompt(name);
  const prompt = parsePrompt(name, text);
  if (!prompt)
    return {
      prompt: builtIn,
      problem: `The prompt ${name} lacks the line of three dashes above its blocks.`,
    };
  const problem = problemOf(prompt, builtIn);
  return problem ? { prompt: builtIn, problem } : { prompt };
}

/** Every block of the built-in prompt must be there, and no other can be filled. */
function problemOf(prompt: PromptText, builtIn: PromptText): string | undefined {
  const wanted = placesOf(builtIn.template);
  const given = placesOf(prompt.template);
  const listed = (names: readonly string[]) => names.map((block) => `{{${block}}}`).join(', ');
  const missing = wanted.filter((block) => !given.includes(block));
  if (missing.length > 0)
    return `The prompt ${prompt.name} lacks ${listed(missing)}, each alone on a line below the three dashes.`;
  const unknown = given.filter((block) => !wanted.includes(block));
  if (unknown.length > 0) return `The prompt ${prompt.name} has ${listed(unknown)}, which nothing fills.`;
  return prompt.system.trim() === '' ? `The prompt ${prompt.name} says nothing above its blocks.` : undefined;
}
