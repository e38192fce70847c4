import { detectAll } from 'tinyld';
import type { SourceLanguage } from '../article.ts';
import { languageData } from './languages/languages.ts';

export interface DetectedLanguage {
  /** BCP 47, as Amazon Translate names it; `und` where there is no letter. */
  readonly language: SourceLanguage;
  /** 0 to 1. */
  readonly confidence: number;
}

/** So much of a text tells its language; more only costs time. */
const sampleLength = 6000;
/** Korean news writes some Chinese characters and Latin names; other languages write no Korean. */
const minKoreanShare = 0.2;
/** Japanese runs at two fifths kana and more; headlines have less. */
const minJapaneseShare = 0.08;
/** Every third word of English is one of its function words or more; of other languages a tenth at most. */
const minEnglishShare = 0.3;

/**
 * Says what language a text is in.
 *
 * Korean and Japanese are told by their scripts, which nobody else writes, English and the others by their letter groups.
 */
export function detectLanguage(text: string): DetectedLanguage {
  const sample = text.slice(0, sampleLength);
  const count = (pattern: RegExp): number => sample.match(pattern)?.length ?? 0;
  const letters = count(/\p{L}/gu);
  if (letters === 0) return { language: 'und', confidence: 0 };
  if (count(/\p{Script=Hangul}/gu) >= minKoreanShare * letters) return { language: 'ko', confidence: 1 };
  if (count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu) >= minJapaneseShare * letters)
    return { language: 'ja', confidence: 1 };
  if (count(/\p{Script=Han}/gu) >= 0.3 * letters) {
    return { language: count(traditional) > count(simplified) ? 'zh-TW' : 'zh', confidence: 1 };
  }
  const words = sample.toLowerCase().match(/[\p{L}’']+/gu) ?? [];
  const englishWords = words.filter((word) => languageData('en').stopWords.has(word)).length;
  if (englishWords >= minEnglishShare * words.length) return { language: 'en', confidence: 1 };
  const [best] = detectAll(sample);
  return best === undefined
    ? { language: 'und', confidence: 0 }
    : { language: best.lang, confidence: best.accuracy };
}

/** Common characters that are written in two ways. */
const traditional =
  /[這個們來為國說時會對過發後學現當還進開從實軍無與長機關點業將兩間問應戰頭體見產話給門東聲員論處義認條氣題變總電報]/g;
const simplified =
  /[这个们来为国说时会对过发后学现当还进开从实军无与长机关点业将两间问应战头体见产话给门东声员论处义认条气题变总电报]/g;
