import { type Figure, figuresIn } from './figures-in.ts';

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The figures of a text that are not known, each once, as they stand there. */
export function unknownFigures(text: string, isKnown: (figure: Figure) => boolean): string[] {
  return [...new Set(figuresIn(text).flatMap((figure) => (isKnown(figure) ? [] : [figure.text])))];
}

/** The text without the sentences that state a figure that is not known; empty when none is left. */
export function withoutUnknown(text: string, isKnown: (figure: Figure) => boolean): string {
  return [...SENTENCES.segment(text)]
    .map(({ segment }) => segment)
    .filter((sentence) => figuresIn(sentence).every(isKnown))
    .join('')
    .trim();
}
