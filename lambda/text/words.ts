import type { SourceLanguage } from '../article.ts';
import { languageData } from './languages/languages.ts';

/** Scripts whose words can't be told apart by spaces, or carry particles: compared by pairs of characters. */
const pairScripts = /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
const runs = /[\p{L}\p{M}\p{N}]+/gu;

/**
 * What a text is about, as terms to compare texts by: lower case, without stop words.
 *
 * Words of alphabets are cut back to a rough stem; Korean, Chinese and Japanese give overlapping pairs of characters, the
 * usual stand-in where there is no morphological analysis.
 */
export function contentTerms(text: string, language: SourceLanguage): string[] {
  const { stopWords } = languageData(language);
  const terms: string[] = [];
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(runs)) {
    if (pairScripts.test(run)) {
      if (stopWords.has(run)) continue;
      const characters = [...run];
      for (let index = 0; index + 1 < characters.length; index++) {
        terms.push(`${characters[index]}${characters[index + 1]}`);
      }
    } else if (!stopWords.has(run)) {
      terms.push(roughStem(run));
    }
  }
  return terms;
}

/** Takes off the commonest endings of English and its neighbours; a stem need not be a word. */
function roughStem(word: string): string {
  if (word.length < 5) return word.replace(/s$/, '');
  return word.replace(/(?:ies|ing|edly|ed|es|s|ly)$/, '');
}
