import { damaged, zipTexts } from './archive.ts';
import type { DocumentText } from './document-page.ts';
import { xmlElements, xmlParagraphs, xmlText } from './xml-paragraphs.ts';

/** Reads an OpenDocument text, LibreOffice's format: tracked changes accepted, notes at the end. */
export function readOdt(bytes: Uint8Array): DocumentText {
  const parts = zipTexts(bytes, (name) => name === 'content.xml' || name === 'meta.xml');
  const content = parts.get('content.xml');
  if (content === undefined) throw damaged('The OpenDocument text', undefined);
  const meta = parts.get('meta.xml') ?? '';
  return {
    paragraphs: [
      ...xmlParagraphs(content, {
        paragraphs: ['p', 'h', 'table-row'],
        skipped: ['note', 'tracked-changes', 'annotation', 'frame'],
        spaces,
      }),
      ...xmlElements(content, ['note-body']).flatMap(({ xml }) =>
        xmlParagraphs(xml, { paragraphs: ['p'], spaces }),
      ),
    ],
    properties: { 'og:title': xmlText(meta, 'title'), author: xmlText(meta, 'creator') },
  };
}

const spaces = ['s', 'tab', 'line-break'];

/** Reads Hangul's HWPX: the sections in order, notes at the end. */
export function readHwpx(bytes: Uint8Array): DocumentText {
  const parts = zipTexts(bytes, (name) => /^Contents\/(?:section\d+\.xml|content\.hpf)$/i.test(name));
  const sections = [...parts]
    .filter(([name]) => /section\d+\.xml$/i.test(name))
    .sort(([a], [b]) => sectionNumber(a) - sectionNumber(b));
  if (sections.length === 0) throw damaged('The HWPX document', undefined);
  const head = [...parts].find(([name]) => name.endsWith('.hpf'))?.[1] ?? '';
  const shape = {
    paragraphs: ['p'],
    rows: ['tr'],
    texts: ['t'],
    spaces: ['tab', 'linebreak', 'nbspace', 'fwspace'],
  };
  const creator = xmlElements(head, ['meta']).find(({ attributes }) => attributes.name === 'creator');
  return {
    paragraphs: [
      ...sections.flatMap(([, xml]) => xmlParagraphs(xml, { ...shape, skipped: ['ctrl'] })),
      ...sections
        .flatMap(([, xml]) => xmlElements(xml, ['footnote', 'endnote']))
        .flatMap(({ xml }) => xmlParagraphs(xml, shape)),
    ],
    properties: { 'og:title': xmlText(head, 'title'), author: creator?.text.trim() || undefined },
  };
}

function sectionNumber(name: string): number {
  return Number(/(\d+)\.xml$/.exec(name)?.[1] ?? 0);
}
