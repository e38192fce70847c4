import mammoth from 'mammoth';
import { damaged, zipTexts } from './archive.ts';
import type { DocumentText } from './read-document.ts';
import { readHtml } from './read-html.ts';
import { xmlText } from './xml-paragraphs.ts';

/** Reads a Word document: headings, lists, tables and footnotes as paragraphs, tracked changes accepted. */
export async function readDocx(bytes: Uint8Array): Promise<DocumentText> {
  // First, as it refuses bombs.
  const parts = zipTexts(
    bytes,
    (name) => /^(?:word\/|docProps\/core\.xml$)/.test(name) && /\.xml$/.test(name),
  );
  const { value } = await mammoth
    .convertToHtml({ buffer: Buffer.from(bytes) }, { includeDefaultStyleMap: true, convertImage: noImages })
    .catch((error: unknown) => {
      throw damaged('The Word document', error);
    });
  const core = parts.get('docProps/core.xml') ?? '';
  return {
    paragraphs: readHtml(value)
      .blocks.map(({ text }) => text.replace(/\s*↑$/, ''))
      .filter((text) => text !== ''),
    properties: { 'og:title': xmlText(core, 'title'), author: xmlText(core, 'creator') },
  };
}

const noImages = mammoth.images.imgElement(() => Promise.resolve({ src: '' }));
