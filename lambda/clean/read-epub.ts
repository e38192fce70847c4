import { damaged, zipTexts } from './archive.ts';
import type { DocumentText } from './read-document.ts';
import { readHtml } from './read-html.ts';
import { xmlText } from './xml-paragraphs.ts';

/** Reads an e-book: its chapters in the order of its spine, as one text. */
export function readEpub(bytes: Uint8Array): DocumentText {
  const parts = zipTexts(bytes, (name) => /\.(?:xml|opf|x?html?)$/i.test(name));
  const container = parts.get('META-INF/container.xml') ?? '';
  const packagePath = /full-path="([^"]+)"/.exec(container)?.[1] ?? '';
  const opf = parts.get(packagePath);
  if (opf === undefined) throw damaged('The e-book', undefined);
  const folder = packagePath.slice(0, packagePath.lastIndexOf('/') + 1);
  const hrefs = new Map(
    [...opf.matchAll(/<(?:\w+:)?item\b[^>]*>/g)].map(([item]) => [
      attribute(item, 'id'),
      attribute(item, 'href'),
    ]),
  );
  const chapters = [...opf.matchAll(/<(?:\w+:)?itemref\b[^>]*>/g)].map(([reference]) => {
    const href = hrefs.get(attribute(reference, 'idref')) ?? '';
    return parts.get(folder + decodeURIComponent(href)) ?? '';
  });
  return {
    paragraphs: chapters.flatMap((chapter) => readHtml(chapter).blocks.map(({ text }) => text)),
    properties: { 'og:title': xmlText(opf, 'title'), author: xmlText(opf, 'creator') },
  };
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}
