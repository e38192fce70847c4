import { Parser } from 'htmlparser2';

export interface XmlShape {
  /** Local names of elements whose text is a paragraph. */
  readonly paragraphs: readonly string[];
  /** What is in these is no running text: notes, comments, what was deleted. */
  readonly skipped?: readonly string[];
  /** These stand for a space, a tab or a line break. */
  readonly spaces?: readonly string[];
  /** If given, only text inside these counts. */
  readonly texts?: readonly string[];
}

/** An element's name without its namespace: whatever prefix a program took. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

/** The paragraphs of an XML document in document order, one inside another joined to it. Entities of its own are not resolved. */
export function xmlParagraphs(xml: string, shape: XmlShape): string[] {
  const paragraphs: string[] = [];
  let depth = 0;
  let skipping = 0;
  let inText = 0;
  let text = '';
  const flush = (): void => {
    const tidy = text.replace(/\s+/g, ' ').trim();
    if (tidy !== '') paragraphs.push(tidy);
    text = '';
  };
  const parser = new Parser(
    {
      onopentag(tag) {
        const name = localName(tag);
        if (shape.skipped?.includes(name)) skipping++;
        if (shape.texts?.includes(name)) inText++;
        if (shape.spaces?.includes(name)) text += ' ';
        if (shape.paragraphs.includes(name)) {
          if (depth === 0) flush();
          else text += ' ';
          depth++;
        }
      },
      ontext(data) {
        if (skipping === 0 && depth > 0 && (shape.texts === undefined || inText > 0)) text += data;
      },
      onclosetag(tag) {
        const name = localName(tag);
        if (shape.skipped?.includes(name)) skipping--;
        if (shape.texts?.includes(name)) inText--;
        if (shape.paragraphs.includes(name)) {
          depth--;
          if (depth === 0) flush();
        }
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(xml);
  parser.end();
  flush();
  return paragraphs;
}

/** The text of the first element of that name that has any. */
export function xmlText(xml: string, name: string): string | undefined {
  return xmlParagraphs(xml, { paragraphs: [name] })[0];
}
