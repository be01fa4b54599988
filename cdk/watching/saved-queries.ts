/** Name → a query over the logs of all functions, saved where people look for it. */
export const SAVED_QUERIES: Readonly<Record<string, string>> = {
  'everything of one job': `fields @timestamp, level, message, state, branch, retry, ms, error, @log
| filter @message like "01JC0000000000000000000000"
| sort @timestamp
| limit 1000`,
  'what goes wrong': `filter level in ["warn", "error"]
| stats count(*) as lines, latest(jobId) as lastJob by message, name, cause, code, state
| sort lines desc
| limit 50`,
  'slow states': `filter message = "step"
| stats count(*) as runs, avg(ms), pct(ms, 95), max(ms) by state
| sort state`,
  'what questions cost': `filter message = "ended" and ispresent(QuestionCostUsd)
| stats count(*) as questions, sum(QuestionCostUsd) as usd, avg(QuestionAttempts) as attempts by source, status
| sort usd desc`,
};
