interface DeniedTopic {
  readonly name: string;
  readonly phrases: readonly string[];
}

/** Phrases that address the model rather than the data. Written for questions, which are short and rarely do. */
const INJECTION: readonly RegExp[] = [
  /\b(ignore|disregard|forget|override|bypass)\b.{0,40}\b(instructions?|(the|your|this|system) prompt|prompts|guardrails?|restrictions|safety)\b/i,
  /\b(ignore|disregard|forget|override|bypass)\s+((all|any|the|these|those|every|each|of|other|previous|earlier|prior|system)\s+)*(your|rules|policies)\b/i,
  /\b(ignore|disregard|forget)\s+(everything|anything|all|what|the)\s.{0,20}\b(above|before|earlier|previously|said|told)\b/i,
  /\b(ignore|disregard|forget)\s+(the\s+)?(above|foregoing)\b/i,
  /\b(reveal|print|repeat|show|output|tell me)\b.{0,30}\b(system prompt|your (instructions|prompt|rules)|hidden (prompt|instructions))/i,
  /\byou are (now|no longer)\b/i,
  /\b(act|behave|respond|pretend)\b.{0,20}\bas (if you|an? (unrestricted|different|evil)|dan\b|root\b|the (admin|dba|system))/i,
  /\b(jailbreak|developer mode|do anything now|prompt injection)\b/i,
  /<\s*\/?\s*(system|schema|question|attempts|rows|examples|metrics|values|conversation|assistant|tool)\b[^>]*>/i,
];

/** Orders to change data, which this product never does; a question about deletions or updates is not one. */
const WRITES: readonly RegExp[] = [
  /\b(drop|truncate|alter)\s+(the\s+)?(table|database|schema|column|view|index|role|user)\b/i,
  /(^|[.;,!?]\s*|\b(please|then|and|can you|could you)\s+)(delete|insert|update|erase|wipe)\s.{0,60}\b(from|into|set|rows?|records?|tables?|all|every|the|database)\b/i,
  /(^|[.;,!?]\s*|\b(please|then|and|can you|could you)\s+)remove\s.{0,60}\b(from the (database|table)|in the database)\b/i,
  /(^|\b(please|then|and)\s+)(grant|revoke)\s+(\w+\s+){0,3}(select|insert|update|delete|all|usage|access|privileges?|permissions?)\b/i,
];

/** Why our own policy stops a question, or undefined. Needs no model, so it is also the guardrail of a match. */
export function guardrailPolicy(question: string, deniedTopics: readonly DeniedTopic[]): string | undefined {
  const text = plainText(question);
  if (INJECTION.some((pattern) => pattern.test(text))) {
    return 'The question contains instructions to the assistant. Ask about the data in plain words.';
  }
  if (WRITES.some((pattern) => pattern.test(text))) {
    return 'The question asks to change data. Only reading is possible here.';
  }
  const topic = deniedTopics.find(({ phrases }) =>
    phrases.some((phrase) => text.toLowerCase().includes(plainText(phrase).toLowerCase())),
  );
  return topic && `Questions about "${topic.name}" are not allowed here.`;
}

/** Cyrillic and Greek letters, and the Latin ones they are taken for. */
const LOOKALIKES = { from: 'аеорсухіјѕԁһοαινρυ', to: 'aeopcyxijsdhoaivpu' };

/** As a reader sees it: one line, no invisible characters, no accents; other scripts' letters by their look. */
function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{Cf}\p{M}]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/[аеорсухіјѕԁһοαινρυ]/g, (letter) => LOOKALIKES.to[LOOKALIKES.from.indexOf(letter)] ?? letter)
    .trim();
}
