import { en } from './en.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';
import { type LanguageData, words } from './language.ts';

/** Languages without data of their own: what Unicode and the abbreviations of most of Europe's newspapers give. */
const other: LanguageData = {
  titles: words(`
    dr mr mrs ms prof hr fr herr frau st nr bzw z.b d.h u.a v.a ca vgl abs art bd inkl sog usw evtl ggf mio mrd tsd jr sr
    m mm mme mlle me mgr av sra srta d dña don ud uds ee.uu ing lic gral dott sig avv on dra exmo eng tel`),
  abbreviations: words('etc inc ltd co corp gmbh ag u.s u.k s.a'),
  starters: words(''),
  speechVerbs: words(''),
  keepsQuotationsWhole: false,
  stopWords: words(''),
  firstPerson: /(?!)/,
  dependentOpenings: /(?!)/,
  speakerless: /(?!)/,
  leftover: /^©|\S@[\w-]+\.\w/,
};

const known: Readonly<Record<string, LanguageData>> = { en, ja, ko };

/** @param language BCP 47; what follows the primary language is not looked at */
export function languageData(language: string): LanguageData {
  return known[language.split('-')[0] ?? ''] ?? other;
}
