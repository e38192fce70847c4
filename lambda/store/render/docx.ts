import {
  AlignmentType,
  BorderStyle,
  Document,
  Packer,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { unzipSync, zipSync } from 'fflate';
import { nameOf, type ProcessedArticle, type TargetLanguage } from '../../article.ts';
import { joinSentences } from '../../text/join-sentences.ts';
import { html } from './html.ts';
import { languageNames, nameOfLanguage } from './languages.ts';
import { makerNotice } from './notices.ts';
import { type Unit, unitsOf } from './units.ts';
import { withoutForbiddenCharacters, xmlFile } from './xml.ts';

/** Fonts that Word has for each language; others fall back to the reader's own. */
const fonts: Readonly<Record<TargetLanguage, string>> = { ko: 'Malgun Gothic', ja: 'Yu Gothic' };
const regions: Readonly<Record<string, string>> = { en: 'en-US', ko: 'ko-KR', ja: 'ja-JP' };

/** In twentieths of a point: A4 with margins of 2 cm leaves this much. */
const columnWidth = 4819;
const margin = 1134;

/** Zip can't say less than this; the same article gives the same bytes at any time. */
const zipEpoch = new Date(1980, 0, 1);

/**
 * `bilingual.ko.docx`: two columns, the original and one translation, paragraph by paragraph.
 *
 * In a module of its own that is loaded when it is needed: the library takes longer to load than an article to clean.
 *
 * @returns undefined where there is no such translation
 */
export async function renderDocx(
  processed: ProcessedArticle,
  target: TargetLanguage,
): Promise<Uint8Array | undefined> {
  const translation = processed.translations[target];
  if (translation?.status !== 'complete') return undefined;
  const { language } = processed.article;
  const units = unitsOf(processed, translation, target);
  const notice = makerNotice(translation.madeBy, target);
  const heading = row(
    cell([paragraph(nameOfLanguage(language), language, { isBold: true })], true),
    cell(
      [
        paragraph(languageNames[target][target], target, { isBold: true }),
        paragraph(notice, target, { isSmall: true }),
      ],
      true,
    ),
    true,
  );
  const file = new Document({
    creator: 'Tribrief',
    title: withoutForbiddenCharacters(processed.article.headline ?? nameOf(processed.ref)),
    sections: [
      {
        properties: { page: { margin: { top: margin, bottom: margin, left: margin, right: margin } } },
        children: [
          new Table({
            width: { size: 2 * columnWidth, type: WidthType.DXA },
            columnWidths: [columnWidth, columnWidth],
            rows: [heading, ...units.map((unit) => unitRow(unit, language, target))],
          }),
        ],
      },
    ],
  });
  const coreProperties = { path: 'docProps/core.xml', data: coreXml(processed) };
  const packed = await Packer.toBuffer(file, undefined, [coreProperties]);
  return zipSync(unzipSync(packed), { mtime: zipEpoch });
}

function unitRow({ kind, pairs }: Unit, language: string, target: TargetLanguage): TableRow {
  const look = { isBold: kind === 'headline' || kind === 'subheading', isItalic: kind === 'standfirst' };
  const source = joinSentences(
    pairs.map((pair) => pair.source),
    language,
  );
  const translation = joinSentences(
    pairs.map((pair) => pair.target),
    target,
  );
  const bullet = kind === 'list-item' ? '• ' : '';
  return row(
    cell([paragraph(bullet + source, language, look)]),
    cell([paragraph(bullet + translation, target, look)]),
  );
}

interface Look {
  readonly isBold?: boolean;
  readonly isItalic?: boolean;
  readonly isSmall?: boolean;
}

function paragraph(text: string, language: string, { isBold, isItalic, isSmall }: Look): Paragraph {
  const primary = language.split('-')[0] ?? language;
  const tag = regions[primary] ?? language;
  const eastAsian = fonts[primary as TargetLanguage];
  return new Paragraph({
    alignment: AlignmentType.LEFT,
    spacing: { after: 80 },
    children: [
      new TextRun({
        text: withoutForbiddenCharacters(text),
        bold: isBold,
        italics: isItalic,
        size: isSmall ? 16 : 21,
        font: { ascii: 'Georgia', hAnsi: 'Georgia', eastAsia: eastAsian ?? 'Georgia' },
        language: eastAsian === undefined ? { value: tag } : { value: tag, eastAsia: tag },
      }),
    ],
  });
}

const line = { style: BorderStyle.SINGLE, size: 4, color: 'C8CCD2' };
const noLine = { style: BorderStyle.NONE, size: 0, color: 'auto' };

function cell(children: readonly Paragraph[], isHeading = false): TableCell {
  return new TableCell({
    children: [...children],
    width: { size: columnWidth, type: WidthType.DXA },
    margins: { top: 60, bottom: 20, left: 100, right: 100 },
    borders: { top: line, bottom: line, left: noLine, right: noLine },
    shading: isHeading ? { type: ShadingType.CLEAR, fill: 'F2F4F7', color: 'auto' } : undefined,
  });
}

function row(left: TableCell, right: TableCell, isHeading = false): TableRow {
  return new TableRow({ children: [left, right], tableHeader: isHeading, cantSplit: true });
}

/** The library would write the time of day. */
function coreXml({ article, ref, processedAt }: ProcessedArticle): string {
  return xmlFile(
    html`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${article.headline ?? nameOf(ref)}</dc:title><dc:creator>${article.byline ?? 'Tribrief'}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${processedAt}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${processedAt}</dcterms:modified></cp:coreProperties>`,
  );
}
