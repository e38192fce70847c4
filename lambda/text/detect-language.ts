import type { SourceLanguage } from '../article.ts';
import { languageData } from './languages/languages.ts';

/** So much of a text tells its language; more only costs time. */
const sampleLength = 6000;
/** Korean news writes some Chinese characters and Latin names; other languages write no Korean. */
const minKoreanShare = 0.2;
/** Japanese runs at two fifths kana and more; headlines have less. */
const minJapaneseShare = 0.08;
/** Every third word of English is one of its function words or more; of other languages a tenth at most. */
const minEnglishShare = 0.3;

const eastAsian = /[\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/** Words so short are words of other languages too: Welsh "a" and "i". */
const englishWord = /\p{L}[\p{L}’']+/gu;

/**
 * Says what language a text is in: a BCP 47 tag, `und` where there is no letter.
 *
 * Korean and Japanese are told by their scripts, which nobody else writes, English by its function words, the others by their
 * letter groups (https://github.com/wooorm/franc).
 */
export async function detectLanguage(text: string): Promise<SourceLanguage> {
  const sample = text.slice(0, sampleLength);
  const count = (runs: RegExp): number =>
    sample.match(runs)?.reduce((sum, { length }) => sum + length, 0) ?? 0;
  if (eastAsian.test(sample)) {
    const letters = count(/\p{L}+/gu);
    if (count(/\p{Script=Hangul}+/gu) >= minKoreanShare * letters) return 'ko';
    if (count(/[\p{Script=Hiragana}\p{Script=Katakana}]+/gu) >= minJapaneseShare * letters) return 'ja';
    if (count(/\p{Script=Han}+/gu) >= 0.3 * letters)
      return count(traditional) > count(simplified) ? 'zh-TW' : 'zh';
  }
  const words = sample.toLowerCase().match(englishWord) ?? [];
  const { stopWords } = languageData('en');
  const englishWords = words.filter((word) => stopWords.has(word)).length;
  if (words.length > 0 && englishWords >= minEnglishShare * words.length) return 'en';
  // Its tables are as large as all else: loaded for the languages that are not told without them.
  const { rankLanguages } = await import('./letter-groups.ts');
  const ranked = rankLanguages(sample);
  const letters = count(/\p{L}+/gu);
  const alike = ranked
    .filter(({ score }) => score >= (ranked[0]?.score ?? 0) - maxDifference(letters))
    .map(({ code }) => tagOf(code));
  return preferred.find((language) => alike.includes(language)) ?? alike[0] ?? 'und';
}

/** Languages whose letter groups differ by less, in a short text by more, are told apart by how many people write news in them. */
const maxDifference = (letters: number): number => Math.max(0.005, 3 / letters);
const preferred = ['en', 'es', 'pt', 'fr', 'id'];

/** BCP 47 has other tags than ISO 639-3 where there is a shorter one; these two are known under another still. */
function tagOf(iso6393: string): SourceLanguage {
  const tag = Intl.getCanonicalLocales(iso6393)[0] ?? iso6393;
  return otherNames[tag] ?? tag;
}
const otherNames: Readonly<Record<string, string>> = {
  nb: 'no',
  nn: 'no',
  fil: 'tl',
  zlm: 'ms',
};

/** Common characters that are written in two ways. */
const traditional =
  /[這個們來為國說時會對過發後學現當還進開從實軍無與長機關點業將兩間問應戰頭體見產話給門東聲員論處義認條氣題變總電報]/g;
const simplified =
  /[这个们来为国说时会对过发后学现当还进开从实军无与长机关点业将两间问应战头体见产话给门东声员论处义认条气题变总电报]/g;
