import { damaged, zipTexts } from './archive.ts';
import type { DocumentText } from './read-document.ts';
import { xmlParagraphs, xmlText } from './xml-paragraphs.ts';

/** Reads an OpenDocument text: LibreOffice's format. Notes and what tracked changes deleted are left out. */
export function readOdt(bytes: Uint8Array): DocumentText {
  const parts = zipTexts(bytes, (name) => name === 'content.xml' || name === 'meta.xml');
  const content = parts.get('content.xml');
  if (content === undefined) throw damaged('The OpenDocument text', undefined);
  const meta = parts.get('meta.xml') ?? '';
  return {
    paragraphs: xmlParagraphs(content, {
      paragraphs: ['p', 'h'],
      skipped: ['note', 'tracked-changes', 'annotation', 'frame'],
      spaces: ['s', 'tab', 'line-break'],
    }),
    properties: { 'og:title': xmlText(meta, 'title'), author: xmlText(meta, 'creator') },
  };
}

/** Reads Hangul's HWPX: the sections in order. */
export function readHwpx(bytes: Uint8Array): DocumentText {
  const parts = zipTexts(bytes, (name) => /^Contents\/(?:section\d+\.xml|content\.hpf)$/i.test(name));
  const sections = [...parts]
    .filter(([name]) => /section\d+\.xml$/i.test(name))
    .sort(([a], [b]) => sectionNumber(a) - sectionNumber(b));
  if (sections.length === 0) throw damaged('The HWPX document', undefined);
  const head = [...parts].find(([name]) => name.endsWith('.hpf'))?.[1] ?? '';
  return {
    paragraphs: sections.flatMap(([, xml]) =>
      xmlParagraphs(xml, {
        paragraphs: ['p'],
        texts: ['t'],
        skipped: ['ctrl', 'footnote', 'endnote', 'header', 'footer'],
        spaces: ['tab', 'linebreak', 'nbspace'],
      }),
    ),
    properties: { 'og:title': xmlText(head, 'title') },
  };
}

function sectionNumber(name: string): number {
  return Number(/(\d+)\.xml$/.exec(name)?.[1] ?? 0);
}
