import type { Style, TargetLanguage } from '../article.ts';
import { fitParticles } from './particles.ts';
import { inRegister } from './register.ts';
import { standsAt, type TermPair } from './terminology.ts';
import { setInType } from './typography.ts';

export const asGiven: Style = { register: 'engine', typography: 'off' };

export interface TranslatedSentence {
  readonly translation: string;
  /** The terms that stand in its source. */
  readonly terms: readonly TermPair[];
  /** What people translated or approved stays as it is. */
  readonly isPeoples: boolean;
}

/** Sets the sentences of one paragraph as the style has it: their endings, particles, marks and spaces. */
export function inStyle(
  sentences: readonly TranslatedSentence[],
  target: TargetLanguage,
  { register, typography }: Style = asGiven,
): string[] {
  const termed = sentences.map(({ translation, terms, isPeoples }) =>
    isPeoples ? translation : withTerms(translation, terms, target),
  );
  const ended = register === 'engine' ? termed : inRegister(termed, register, target);
  const set = typography === 'on' ? setInType(ended, target) : ended;
  return sentences.map(({ isPeoples }, index) => (isPeoples ? termed[index] : set[index]) ?? '');
}

/** A headline is never polite, and ends without a full stop, unless its source has one. */
export function headlineInStyle(
  headline: TranslatedSentence,
  source: string,
  target: TargetLanguage,
  style: Style,
): string {
  const register = style.register === 'polite' ? 'engine' : style.register;
  const [set = ''] = inStyle([headline], target, { ...style, register });
  const hasStop = /[.。]["”’」]?$/u.test(source.trim());
  return headline.isPeoples || style.typography === 'off' || hasStop
    ? set
    : set.replace(/(?<=[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[.。]$/u, '');
}

/** Puts in the terms that the engine left in the letters of the source, and fits Korean particles to all of them. */
function withTerms(translation: string, terms: readonly TermPair[], target: TargetLanguage): string {
  const replaced = terms
    .filter((term) => !translation.includes(term.target))
    .reduce((text, { source, target: word }) => replaceWord(text, source, word), translation);
  if (target !== 'ko') return replaced;
  return fitParticles(
    replaced,
    terms.map((term) => term.target),
  );
}

function replaceWord(text: string, word: string, other: string): string {
  let replaced = '';
  let rest = text;
  for (let index = rest.indexOf(word); index >= 0; index = rest.indexOf(word)) {
    replaced += rest.slice(0, index) + (standsAt(rest, index, word) ? other : word);
    rest = rest.slice(index + word.length);
  }
  return replaced + rest;
}
