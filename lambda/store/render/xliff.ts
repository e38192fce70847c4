import { nameOf, type ProcessedArticle, type TargetLanguage } from '../../article.ts';
import { joinSentences } from '../../text/join-sentences.ts';
import { type Html, html } from './html.ts';
import { type Pair, type Unit, unitsOf } from './units.ts';
import { xmlFile } from './xml.ts';

/**
 * `bilingual.ko.xlf`: the article beside one translation, for any translation tool; XLIFF 2.1, which has one target
 * language in a file. docs.oasis-open.org/xliff/xliff-core/v2.1/xliff-core-v2.1.html
 *
 * A paragraph is a unit, a sentence a segment; what stands between sentences is ignorable, so that the paragraph can be put
 * together again. What the checks found stands as notes.
 *
 * @returns undefined where there is no such translation
 */
export function renderXliff(processed: ProcessedArticle, target: TargetLanguage): string | undefined {
  const translation = processed.translations[target];
  if (translation?.status !== 'complete') return undefined;
  const { language } = processed.article;
  const units = unitsOf(processed, translation, target).map((unit) => unitElement(unit, language, target));
  return xmlFile(html`<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="${language}" trgLang="${target}">
<file id="f1" original="${nameOf(processed.ref)}">
${units}</file>
</xliff>`);
}

function unitElement({ id, kind, pairs, findings }: Unit, source: string, target: string): Html {
  const notes = findings.map(
    ({ check, severity, message }) =>
      html`<note category="${check}" priority="${severity === 'error' ? 1 : 5}" appliesTo="target">${message}</note>`,
  );
  return html`<unit id="${id}" name="${kind}">
${notes.length === 0 ? undefined : html`<notes>${notes}</notes>\n`}${pairs.map((pair, index) => [index === 0 ? undefined : gap(source, target), segment(pair, index)])}</unit>
`;
}

function segment({ source, target }: Pair, index: number): Html {
  return html`<segment id="s${index + 1}" state="translated"><source xml:space="preserve">${source}</source><target xml:space="preserve">${target}</target></segment>
`;
}

/** What stands between two sentences in each language: a space, or nothing. */
function gap(source: string, target: string): Html {
  return html`<ignorable><source xml:space="preserve">${joinSentences(['', ''], source)}</source><target xml:space="preserve">${joinSentences(['', ''], target)}</target></ignorable>
`;
}
