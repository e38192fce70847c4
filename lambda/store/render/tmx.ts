import { type ProcessedArticle, targetLanguages } from '../../article.ts';
import { people, translationDigest, untouchedType } from '../../text/memory-entry.ts';
import { type Html, html } from './html.ts';
import { schemaVersion } from './manifest.ts';
import { type CompleteTranslation, unitsOf } from './units.ts';
import { xmlFile } from './xml.ts';

/**
 * `translations.tmx`: every sentence once, with its translations; TMX 1.4b.
 *
 * A translation tool shows these as matches; corrected there, the file is a memory for `--memory`. `creationid` says which
 * engine it was; what is left as the engine made it is told by its digest when the file comes back.
 *
 * @returns undefined where nothing was translated
 */
export function renderTmx(processed: ProcessedArticle): string | undefined {
  const { language } = processed.article;
  const variants = new Map<string, Html[]>();
  for (const target of targetLanguages) {
    const translation = processed.translations[target];
    if (translation?.status !== 'complete') continue;
    for (const [source, text] of sentencePairs(processed, translation, target)) {
      const variant = variantOf(source, text, target, makerOf(source, translation));
      variants.set(source, [...(variants.get(source) ?? []), variant]);
    }
  }
  if (variants.size === 0) return undefined;
  const units = [...variants].map(
    ([source, translations]) =>
      html`<tu><tuv xml:lang="${language}"><seg>${source}</seg></tuv>${translations}</tu>\n`,
  );
  return xmlFile(html`<tmx version="1.4">
<header creationtool="Tribrief" creationtoolversion="${schemaVersion}" segtype="sentence" o-tmf="Tribrief" adminlang="en" srclang="${language}" datatype="plaintext"/>
<body>
${units}</body>
</tmx>`);
}

/** One translation of the memory, as a file for translators has it. */
export interface TmxUnit {
  readonly source: string;
  readonly target: string;
  readonly segment: string;
  readonly translation: string;
  /** Who made it: an engine, or `people`. */
  readonly origin: string;
}

/** A whole memory, of any languages; TMX 1.4b. */
export function renderMemory(units: readonly TmxUnit[]): string {
  const rendered = units.map(
    ({ source, target, segment, translation, origin }) =>
      html`<tu srclang="${source}"><tuv xml:lang="${source}"><seg>${segment}</seg></tuv>${variantOf(segment, translation, target, origin)}</tu>\n`,
  );
  return xmlFile(html`<tmx version="1.4">
<header creationtool="Tribrief" creationtoolversion="${schemaVersion}" segtype="sentence" o-tmf="Tribrief" adminlang="en" srclang="*all*" datatype="plaintext"/>
<body>
${rendered}</body>
</tmx>`);
}

/** Who made the translation of one sentence. */
function makerOf(source: string, { madeBy, byPeople = [] }: CompleteTranslation): string {
  const [engine = people] = madeBy;
  return byPeople.includes(source) ? people : engine;
}

function variantOf(source: string, text: string, target: string, maker: string): Html {
  const untouched =
    maker === people ? '' : html`<prop type="${untouchedType}">${translationDigest(source, text)}</prop>`;
  return html`<tuv xml:lang="${target}" creationid="${maker}">${untouched}<seg>${text}</seg></tuv>`;
}

/** By source; where a sentence stands twice, its first translation. */
function sentencePairs(
  processed: ProcessedArticle,
  translation: CompleteTranslation,
  target: (typeof targetLanguages)[number],
): Map<string, string> {
  const pairs = unitsOf(processed, translation, target).flatMap((unit) => unit.pairs);
  const said = pairs.filter(({ source, target: text }) => source.trim() !== '' && text.trim() !== '');
  return new Map(said.toReversed().map(({ source, target: text }) => [source, text]));
}
