import type { SourceLanguage } from '../article.ts';
import { languageData } from './languages/languages.ts';

/** Scripts whose words can't be told apart by spaces, or carry particles: compared by pairs of characters. */
const pairScripts = /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
const namePair = /^[\p{Script=Katakana}\p{Script=Han}ー]{2}$/u;
const runs = /[\p{L}\p{M}\p{N}]+/gu;

/** A piece of text to compare texts by: a word, or a pair of characters. */
export interface Term {
  /** Lower case; words of alphabets are cut back to a rough stem, which need not be a word. */
  readonly text: string;
  /** Carries no topic. */
  readonly isStopWord: boolean;
  readonly isNumber: boolean;
  /** Looks like a name: capitalized in mid-sentence, or a pair of Han or Katakana; undefined where that can't be told. */
  readonly isName: boolean | undefined;
}

/**
 * The terms of a sentence, in order.
 *
 * Korean, Chinese and Japanese give overlapping pairs of characters, the usual stand-in where there is no morphological
 * analysis.
 */
export function termsOf(text: string, language: SourceLanguage): Term[] {
  const { stopWords } = languageData(language);
  const terms: Term[] = [];
  for (const { 0: run, index } of text.normalize('NFKC').matchAll(runs)) {
    const lower = run.toLowerCase();
    const isStopWord = stopWords.has(lower);
    if (pairScripts.test(run)) {
      const characters = [...lower];
      if (characters.length === 1)
        terms.push({ text: lower, isStopWord: true, isNumber: false, isName: false });
      for (let place = 0; place + 1 < characters.length; place++) {
        const pair = `${characters[place]}${characters[place + 1]}`;
        terms.push({ text: pair, isStopWord, isNumber: /\p{N}/u.test(pair), isName: namePair.test(pair) });
      }
    } else {
      terms.push({
        text: isStopWord ? lower : roughStem(lower),
        isStopWord,
        isNumber: /^\p{N}/u.test(run),
        isName: index === 0 ? undefined : /^\p{Lu}/u.test(run),
      });
    }
  }
  return terms;
}

/** What a text is about: its terms but for stop words. */
export function contentTerms(text: string, language: SourceLanguage): string[] {
  return termsOf(text, language)
    .filter((term) => !term.isStopWord)
    .map((term) => term.text);
}

/** Takes off the commonest endings of English and its neighbours. */
function roughStem(word: string): string {
  if (word.length < 5) return word.replace(/s$/, '');
  return word.replace(/(?:ies|ing|edly|ed|es|s|ly)$/, '');
}
