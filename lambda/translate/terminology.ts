import { createHash } from 'node:crypto';
import { type TargetLanguage, type Term, type Terminology, targetLanguages } from '../article.ts';
import { ConfigError } from '../errors.ts';
import type { LanguagePair } from '../ports.ts';

export interface TermPair {
  readonly source: string;
  readonly target: string;
}

/** Of a tag the language alone: `en-GB` → `en`. */
export const languageOf = (name: string): string => name.toLowerCase().split('-')[0] ?? '';

/** Told apart from others by what stands in it. */
export function terminologyOf(language: string, terms: readonly Term[]): Terminology {
  return { language, digest: digestOf([language, terms]), terms };
}

/**
 * One list of several of the same source language; where two have a term, the later wins, language by language.
 *
 * @param lists at least one
 * @throws {ConfigError} for lists of two source languages
 */
export function mergeTerminologies(lists: readonly Terminology[]): Terminology {
  const languages = [...new Set(lists.map(({ language }) => language))];
  if (languages.length !== 1)
    throw new ConfigError([
      `The terminologies translate from ${languages.join(' and ')}: it must be one language`,
    ]);
  const merged = new Map<string, Term>();
  for (const { source, translations } of lists.flatMap(({ terms }) => terms))
    merged.set(source, { source, translations: { ...merged.get(source)?.translations, ...translations } });
  return terminologyOf(languages[0] ?? '', [...merged.values()]);
}

/** The terms that are in force for the language pair. */
export function termsFor(terminology: Terminology | undefined, { source, target }: LanguagePair): TermPair[] {
  if (terminology === undefined || languageOf(source) !== terminology.language) return [];
  return terminology.terms.flatMap(({ source, translations }) => {
    const translation = translations[target];
    return translation === undefined ? [] : [{ source, target: translation }];
  });
}

/** The terms into one language, as Amazon Translate takes them. */
export interface ServiceTerminology {
  readonly target: TargetLanguage;
  readonly name: string;
  readonly csv: string;
}

/**
 * The terminologies that Amazon Translate is to have, one a target language that has terms.
 *
 * Another list has another name: an import over a name in use takes some minutes to be used everywhere, and meanwhile nobody
 * could say which of the two a translation was made with.
 *
 * @param prefix whose they are: letters, digits and hyphens
 */
export function serviceTerminologies(terminology: Terminology, prefix: string): ServiceTerminology[] {
  const { language: source } = terminology;
  return targetLanguages.flatMap((target) => {
    const terms = termsFor(terminology, { source, target });
    const lines = terms.map((term) => `${quoted(term.source)},${quoted(term.target)}`);
    const csv = [`${source},${target}`, ...lines, ''].join('\n');
    return terms.length === 0 ? [] : [{ target, name: `${prefix}-${target}-${digestOf(terms)}`, csv }];
  });
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Another for any other content: 16 hexadecimal digits. */
export function digestOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
}

/** Finds the terms that stand in a text, each once, in the order of the text. */
export type TermFinder = (text: string) => readonly TermPair[];

/** Terms are sorted by their first characters, so that only few are compared at each place of a text. */
const keyLength = 2;

/**
 * A finder for the terms: whole words only, exactly as written; of terms that overlap, the one that begins first, of those
 * the longest: "Bank of Korea" is not "Korea" as well.
 */
export function findsTerms(terms: readonly TermPair[]): TermFinder {
  const byKey = new Map<string, TermPair[]>();
  for (const term of [...terms].sort((a, b) => b.source.length - a.source.length)) {
    const key = term.source.slice(0, keyLength);
    const sameKey = byKey.get(key);
    if (sameKey === undefined) byKey.set(key, [term]);
    else sameKey.push(term);
  }
  return (text) => {
    const found = new Set<TermPair>();
    for (let index = 0; index < text.length; ) {
      const stands = ({ source }: TermPair): boolean => standsAt(text, index, source);
      const term =
        byKey.get(text.slice(index, index + keyLength))?.find(stands) ??
        byKey.get(text.slice(index, index + 1))?.find(stands);
      if (term !== undefined) found.add(term);
      index += term?.source.length ?? 1;
    }
    return [...found];
  };
}

/** Letters that stand against each other make one word, but for scripts without spaces and Korean particles. */
const wordLetter = /[[\p{L}\p{N}]--[\p{scx=Han}\p{scx=Hangul}\p{scx=Hiragana}\p{scx=Katakana}]]/v;

/** Does the term stand there as a word of its own? */
export function standsAt(text: string, index: number, term: string): boolean {
  if (!text.startsWith(term, index)) return false;
  const joins = (inside: string | undefined, outside: string | undefined): boolean =>
    wordLetter.test(inside ?? '') && wordLetter.test(outside ?? '');
  const end = index + term.length;
  return !joins(term[0], text[index - 1]) && !joins(term.at(-1), text[end]);
}
