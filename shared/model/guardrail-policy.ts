interface DeniedTopic {
  readonly name: string;
  readonly phrases: readonly string[];
}

/** Phrases that address the model rather than the data. Written for questions, which are short and rarely do. */
const INJECTION: readonly RegExp[] = [
  /\b(ignore|disregard|forget|override|bypass)\b.{0,40}\b(instruction|prompt|rule|guardrail|polic|restriction|above|previous|earlier)/i,
  /\b(reveal|print|repeat|show|output|tell me)\b.{0,30}\b(system prompt|your (instructions|prompt|rules)|hidden (prompt|instructions))/i,
  /\byou are (now|no longer)\b/i,
  /\b(act|behave|respond|pretend)\b.{0,20}\bas (if you|an? (unrestricted|different|evil)|dan\b|root\b|the (admin|dba|system))/i,
  /\b(jailbreak|developer mode|do anything now|prompt injection)\b/i,
  /<\/?\s*(system|schema|question|attempts|rows|examples|metrics|values|conversation|assistant|tool)\b[^>]*>/i,
];

/** Orders to change data, which this product never does; a question about deletions or updates is not one. */
const WRITES: readonly RegExp[] = [
  /\b(drop|truncate|alter)\s+(the\s+)?(table|database|schema|column|view|index|role|user)\b/i,
  /(^|[.;,!?]\s*|\b(please|then|and|can you|could you)\s+)(delete|insert|update|remove|erase|wipe)\s.{0,60}\b(from|into|set|rows?|records?|tables?|all|every|the|database)\b/i,
  /(^|\b(please|then|and)\s+)(grant|revoke)\s.{0,60}\b(to|from|access|privilege|permission)/i,
];

/** Why our own policy stops a question, or undefined. Needs no model, so it is also the guardrail of a match. */
export function guardrailPolicy(question: string, deniedTopics: readonly DeniedTopic[]): string | undefined {
  const text = question.normalize('NFKC').replace(/\p{Cf}/gu, '');
  if (INJECTION.some((pattern) => pattern.test(text))) {
    return 'The question contains instructions to the assistant. Ask about the data in plain words.';
  }
  if (WRITES.some((pattern) => pattern.test(text))) {
    return 'The question asks to change data. Only reading is possible here.';
  }
  const topic = deniedTopics.find(({ phrases }) =>
    phrases.some((phrase) => text.toLowerCase().includes(phrase.toLowerCase())),
  );
  return topic && `Questions about "${topic.name}" are not allowed here.`;
}
