import type { Html } from './html.ts';

/** What XML 1.0 has no place for, escaped or not; www.w3.org/TR/xml/#charsets */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export function withoutForbiddenCharacters(text: string): string {
  return text.toWellFormed().replace(forbidden, '');
}

/** A whole XML file. {@link html} escapes for XML as well. */
export function xmlFile(root: Html): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${withoutForbiddenCharacters(root.markup)}\n`;
}
