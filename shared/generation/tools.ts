import type { Tool } from '../model/language-model.ts';
// Generated from tool-inputs.ts by `npm run contracts`: zod's writer of JSON Schemas is 18 KB of each bundle.
import schemas from './tool-schemas.json' with { type: 'json' };

export const CLASSIFY: Tool = {
  name: 'classify',
  description: 'Says what kind of question this is and writes it out so that it stands alone.',
  inputSchema: schemas.classify,
};

export const WRITE_SQL: Tool = {
  name: 'write_sql',
  description: 'Gives the one SELECT that answers the question.',
  inputSchema: schemas.write_sql,
};

export const CANNOT_ANSWER: Tool = {
  name: 'cannot_answer',
  description: 'Says why the tables shown cannot answer the question.',
  inputSchema: schemas.cannot_answer,
};

export const ASK_BACK: Tool = {
  name: 'ask_back',
  description: 'Asks which of several meanings the question has.',
  inputSchema: schemas.ask_back,
};

export const REPLY: Tool = {
  name: 'reply',
  description: 'Gives the answer to a question about the system or its data.',
  inputSchema: schemas.reply,
};

export const EXPLAIN: Tool = {
  name: 'explain',
  description: 'Gives the sentences that answer the question from the rows.',
  inputSchema: schemas.explain,
};
