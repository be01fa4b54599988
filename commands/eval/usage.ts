export const USAGE = `Asks the questions of a suite and says how many are answered rightly.

  npm run -s eval -- --suite FILE (--source NAME | --url postgres://…/{db}) [options]

  --suite FILE        JSON lines {id, db, question, gold_sql or gold_alternatives, ordered?, difficulty?}
  --source NAME       a source of the sample database (northwind, nw_abbr)
  --url URL           any PostgreSQL; {db} stands for each question's db
  --limit N           only the first N questions
  --concurrency N     questions at a time (as many as there are cores)
  --config FILE       the configuration whose models are asked (inquery.config.json)
  --bedrock           Bedrock models are asked on AWS, with this shell's credentials, not the offline model

  --out FILE          keep the output in a file too, line by line
  --resume            keep what FILE holds already and ask only the rest, and what failed
  --baseline FILE     compare with an earlier output

  --record DIR        keep the model's replies
  --replay DIR        take the model's replies from there; with --record, ask for those that are missing
  --export-prompts FILE  write every prompt without a reply as {key, model, request} instead of asking the model
  --replies FILE      take replies from JSON lines {key, reply}

Writes JSON lines {id, outcome, sql, error?, attempts, tokens, ms, …} as they come, then one summary row; a table
for people goes to standard error. Ends with 0, with 1 when it could not run or a question that the baseline has right
is not right any more, with 130 when it was interrupted.
`;
