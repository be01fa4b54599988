/** What a model gives back: a call of one of the offered tools, or plain text. */
export type ModelReply =
  | { readonly kind: 'tool'; readonly name: string; readonly input: unknown }
  | { readonly kind: 'text'; readonly text: string };
