import { parseArgs } from 'node:util';
import { LOCAL_API_KEY } from '../local/api-key.ts';
import { describeError } from '../local/stack/describe-error.ts';
import type { AskQuestion } from '../shared/contracts/http/questions.ts';
import type { QuestionView } from '../shared/contracts/job.ts';
import { apiCall } from './api-call.ts';
import { type ExportWish, exportAnswer } from './ask/export-answer.ts';
import { exportOptions, refuseWhatDoesNotFit } from './ask/export-options.ts';
import { findStack } from './ask/find-stack.ts';
import { progressLine } from './ask/progress-line.ts';
import { followToEnd, type QuestionApi, questionApi } from './ask/question-api.ts';
import { exportExitCode, renderExport } from './ask/render-export.ts';
import { exitCode, renderView } from './ask/render-view.ts';

const USAGE = `Asks a question and prints the answer, the SQL and the rows.

  npm run ask -- "Which 5 customers brought in the most revenue?" [options]

  --source NAME       the database to ask (northwind, nw_abbr)
  --conversation ID   a name of your choice: questions with the same one may refer to each other,
                      as "And in Germany?" does; what is asked back is answered by another one:
                      the number of a choice, its text, or your own words
  --export            write all rows to a CSV file in this folder instead; with it:
    --compression gzip|zstd, --delimiter ";", --spreadsheet-safe
                        a file that is there already is kept: the new one gets a number
  --json              print the whole question, or export, as JSON
  PORT=3000           where a stack is started for this run when none is running

Exit code: 0 answered, 1 failed, 2 refused, 3 asks back, 130 cancelled (Ctrl-C).
`;

const log = (line: string) => console.error(line);

try {
  process.exitCode = await ask(process.argv.slice(2));
} catch (error) {
  log(describeError(error));
  process.exitCode = 1;
}

async function ask(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      source: { type: 'string' },
      conversation: { type: 'string' },
      export: { type: 'boolean' },
      compression: { type: 'string' },
      delimiter: { type: 'string' },
      'spreadsheet-safe': { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const question = positionals.join(' ');
  if (values.help || question === '') {
    console.log(USAGE);
    return values.help ? 0 : 1;
  }
  refuseWhatDoesNotFit(values);
  const stack = await findStack(log);
  try {
    const { source, conversation: conversationId } = values;
    if (values.export) {
      return await exportRows(stack.url, { question, source, options: exportOptions(values) }, values.json);
    }
    const view = await answer(questionApi(stack.url, LOCAL_API_KEY), { question, source, conversationId });
    console.log(values.json ? JSON.stringify(view, null, 2) : `\n${renderView(view)}`);
    return exitCode(view);
  } finally {
    await stack.release();
  }
}

/** Ctrl-C cancels the export, or ends the fetching of its files; pressed again it ends the program. */
async function exportRows(url: string, wish: ExportWish, asJson = false): Promise<number> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new Error('Stopped; the file that was being fetched was removed.')));
  const { view, saved } = await exportAnswer(wish, {
    call: apiCall(url, { 'x-api-key': LOCAL_API_KEY }),
    line: progressLine(process.stderr),
    folder: process.cwd(),
    signal: stop.signal,
  });
  console.log(asJson ? JSON.stringify({ ...view, saved }, null, 2) : renderExport(view, saved));
  return exportExitCode(view);
}

/** Ctrl-C cancels the question, and what is shown then is how it ended. */
async function answer(api: QuestionApi, asked: Partial<AskQuestion>): Promise<QuestionView> {
  const submitted = await api.submit(asked);
  process.once('SIGINT', () => {
    api.cancel(submitted.id).catch((error: unknown) => log(describeError(error)));
  });
  let shown = 0;
  return followToEnd(api, submitted, ({ steps }) => {
    for (const { state, ms, error } of steps.slice(shown)) {
      log(`  ${state.padEnd(16)} ${Math.round(ms)} ms${error ? `  ${error.name}` : ''}`);
    }
    shown = steps.length;
  });
}
