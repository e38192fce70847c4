import { decode } from './decode.ts';
import type { DocumentText } from './read-document.ts';
import { xmlParagraphs, xmlText } from './xml-paragraphs.ts';

/** ISO 8601 without separators, as NITF norms dates. */
const basicDate = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?/;

/** Reads what agencies send: NITF, and NewsML-G2 that carries it or XHTML. */
export function readNewsXml(bytes: Uint8Array): DocumentText {
  const xml = decode(bytes).text;
  const content =
    /<(?:\w+:)?(?:body\.content|inlineXML|contentSet)\b[\s\S]*<\/(?:\w+:)?(?:body\.content|inlineXML|contentSet)>/i.exec(
      xml,
    )?.[0] ?? xml;
  const headline = xmlText(xml, 'hl1') ?? xmlText(xml, 'headline') ?? xmlText(xml, 'title');
  const byline = xmlText(xml, 'byline') ?? xmlText(xml, 'by');
  const published =
    /<(?:\w+:)?date\.(?:issue|release)\b[^>]*norm="([^"]+)"/i.exec(xml)?.[1] ??
    xmlText(xml, 'contentcreated') ??
    xmlText(xml, 'versioncreated') ??
    /\bversionCreated="([^"]+)"/.exec(xml)?.[1];
  const paragraphs = xmlParagraphs(content, {
    paragraphs: ['p', 'hl2', 'li'],
    skipped: ['media', 'byline', 'figure'],
  });
  return {
    paragraphs: [...(headline === undefined ? [] : [headline]), ...paragraphs],
    properties: {
      'og:title': headline,
      author: byline?.replace(/^by\s+/i, ''),
      date: published?.replace(basicDate, '$1-$2-$3T$4:$5:$6'),
    },
    isStated: true,
  };
}
