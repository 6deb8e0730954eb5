import { styleText } from 'node:util';

type Style = 'bold' | 'dim' | 'underline' | 'red' | 'yellow' | 'cyan' | 'green';

/** Puts text into styles, or leaves it plain. */
export type Paint = (styles: readonly Style[], text: string) => string;

/** Whether to colour is decided once, in terminal.ts: the stream is not asked again. */
export function painter(hasColour: boolean): Paint {
  return (styles, text) =>
    hasColour ? styles.reduceRight((inner, style) => styleText(style, inner, { validateStream: false }), text) : text;
}
