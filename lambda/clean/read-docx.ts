import mammoth from 'mammoth';
import { RejectedArticleError } from '../errors.ts';
import { damaged, zipTexts } from './archive.ts';
import type { DocumentText } from './document-page.ts';
import { readHtml } from './read-html.ts';
import { joinRows } from './table-rows.ts';
import { xmlText } from './xml-paragraphs.ts';

/** Reads a Word document: headings, lists, tables and footnotes as paragraphs, tracked changes accepted. */
export async function readDocx(bytes: Uint8Array): Promise<DocumentText> {
  // First, as it refuses bombs.
  const parts = zipTexts(
    bytes,
    (name) => /^(?:word\/|docProps\/core\.xml$)/.test(name) && /\.xml$/.test(name),
  );
  for (const xml of parts.values()) checkTags(xml);
  const { value } = await mammoth
    .convertToHtml({ buffer: Buffer.from(bytes) }, { includeDefaultStyleMap: true, convertImage: noImages })
    .catch((error: unknown) => {
      throw damaged('The Word document', error);
    });
  const core = parts.get('docProps/core.xml') ?? '';
  return {
    paragraphs: joinRows(readHtml(value.replace(noteMark, '')).blocks)
      .map(({ text }) => text.replace(/\s*↑$/, ''))
      .filter((text) => text !== ''),
    properties: { 'og:title': xmlText(core, 'title'), author: xmlText(core, 'creator') },
  };
}

/** More tags than the longest article has, however it was edited: the library builds a tree of all. */
const mostTags = 400_000;

function checkTags(xml: string): void {
  let tags = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at + 1)) {
    tags++;
    if (tags > mostTags) {
      throw new RejectedArticleError(
        'too-large',
        `The Word document has more than ${mostTags.toLocaleString('en')} marks in it, more than any article. Drop it in parts, or copy its text.`,
      );
    }
  }
}

/** Where a footnote belongs: the note itself stands at the end. */
const noteMark = /<sup><a [^>]*>\[\d+\]<\/a><\/sup>/g;
const noImages = mammoth.images.imgElement(() => Promise.resolve({ src: '' }));
