const REPLIES: readonly [RegExp, string][] = [
  [
    /^\W*(hi|hello|hey|good (morning|afternoon|evening|day)|greetings)( there| everyone| inquery)?\W*$/i,
    'Hello! Ask me a question about your data, for example how many rows of something there are.',
  ],
  [
    /^\W*(thanks?|thank you|thx|cheers|great|perfect)( a lot| very much| so much| you)?\W*$/i,
    "You're welcome.",
  ],
  [/^\W*(bye|goodbye|see you)( later| soon)?\W*$/i, 'Goodbye!'],
  [/^\W*how are you( doing)?( today)?\W*$/i, 'All is well. What would you like to know about your data?'],
  [
    /^\W*(what (can|do) you do|who are you|what are you|help|how (do|does) (this|you|it) work|what can i ask)( for me| you)?\W*$/i,
    'I answer questions about your databases: I write SQL for a question in plain words, run it read-only, and tell you the result. Ask for counts, lists, totals, averages, rankings or comparisons.',
  ],
];

/** The reply to small talk or a question about the system; undefined for a question about data. */
export function chatReply(question: string): string | undefined {
  return REPLIES.find(([pattern]) => pattern.test(question))?.[1];
}
