/** Languages written without spaces between sentences. */
const unspaced = new Set(['ja', 'zh', 'zh-TW', 'th', 'lo', 'km', 'my']);

/** Puts sentences back together as a paragraph of the language is printed. */
export function joinSentences(sentences: readonly string[], language: string): string {
  return sentences.join(unspaced.has(language) ? '' : ' ');
}
