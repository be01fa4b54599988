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
];

/** About the system, or about which data it has: what can be said of it is another prompt's. */
const ABOUT = [
  /^\W*(what (can|do) you do|who are you|what are you|help|how (do|does) (this|you|it) work|what can i ask)( for me| you)?\W*$/i,
  /^\W*(what|which) (kinds? of |sort of )?(tables?|data|information|databases?|sources?|questions)\b.*\b(you|there|available|i ask|this system)\b[^,]*$/i,
  /^\W*(what|which) (is|are) (in|available in) (this|the|your) (database|data|source|system)\W*$/i,
];

/** The reply to small talk; undefined for a question. */
export function chatReply(question: string): string | undefined {
  return REPLIES.find(([pattern]) => pattern.test(question))?.[1];
}

/** Whether it asks about the system, or which data it has. */
export function isAboutSystem(question: string): boolean {
  return ABOUT.some((pattern) => pattern.test(question));
}
