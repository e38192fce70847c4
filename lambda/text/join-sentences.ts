/** Languages written without spaces between sentences. */
const unspaced = new Set(['ja', 'zh', 'zh-TW', 'th', 'lo', 'km', 'my']);

const latinStart = /^["'“‘(]*[\p{Script=Latin}\d@#]/u;
const latinEnd = /[\p{Script=Latin}\d.!?]["'”’)]*$/u;

/** Puts sentences back together as a paragraph of the language is printed: a space stands between Latin letters everywhere. */
export function joinSentences(sentences: readonly string[], language: string): string {
  if (!unspaced.has(language)) return sentences.join(' ');
  return sentences.reduce((text, sentence) => {
    const isLatin = latinEnd.test(text) && latinStart.test(sentence);
    return isLatin ? `${text} ${sentence}` : text + sentence;
  }, '');
}
