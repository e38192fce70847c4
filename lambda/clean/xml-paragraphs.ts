import { Parser } from 'htmlparser2';
import { checkAmount, checkDepth } from './page.ts';

export interface XmlShape {
  /** Local names of elements whose text is a paragraph. */
  readonly paragraphs: readonly string[];
  /** These are paragraphs of their own, also inside one: the rows of a table. */
  readonly rows?: readonly string[];
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
  let characters = 0;
  let depth = 0;
  let opened = 0;
  let skipping = 0;
  let inText = 0;
  let text = '';
  const flush = (): void => {
    const tidy = text.replace(/\s+/g, ' ').trim();
    if (tidy !== '') {
      characters += tidy.length;
      checkAmount(characters, paragraphs.push(tidy));
    }
    text = '';
  };
  const parser = new Parser(
    {
      onopentag(tag) {
        checkDepth(++opened);
        const name = localName(tag);
        if (shape.skipped?.includes(name)) skipping++;
        if (shape.texts?.includes(name)) inText++;
        if (shape.spaces?.includes(name)) text += ' ';
        if (shape.rows?.includes(name)) flush();
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
        opened--;
        const name = localName(tag);
        if (shape.skipped?.includes(name)) skipping--;
        if (shape.texts?.includes(name)) inText--;
        if (shape.rows?.includes(name)) flush();
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

export interface XmlElement {
  /** Local name, in lower case. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** As it stands in the document, its own tags included. */
  readonly xml: string;
  /** What is between its tags, as it stands. */
  readonly inner: string;
  /** Its text, entities resolved. */
  readonly text: string;
}

/** The elements of these local names, in the order they begin; those inside another of them as well. */
export function xmlElements(xml: string, names: readonly string[]): XmlElement[] {
  return elementsWhere(xml, (name) => names.includes(name));
}

/** The elements right inside the outermost one. */
export function xmlChildren(xml: string): XmlElement[] {
  return elementsWhere(xml, (_, depth) => depth === 2);
}

function elementsWhere(xml: string, isWanted: (name: string, depth: number) => boolean): XmlElement[] {
  interface Open {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly start: number;
    readonly contentStart: number;
    readonly depth: number;
    readonly place: number;
    readonly textStart: number;
  }
  const found: XmlElement[] = [];
  const open: Open[] = [];
  let depth = 0;
  let texts: string[] = [];
  let count = 0;
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        checkDepth(++depth);
        const name = localName(tag);
        if (!isWanted(name, depth)) return;
        open.push({
          name,
          attributes,
          // The parser's own start index is off after a processing instruction.
          start: xml.lastIndexOf(`<${tag}`, parser.endIndex),
          contentStart: parser.endIndex + 1,
          depth,
          place: count++,
          textStart: texts.length,
        });
      },
      ontext(data) {
        if (open.length > 0) texts.push(data);
      },
      onclosetag() {
        const last = open.at(-1);
        if (last?.depth === depth) {
          open.pop();
          const { name, attributes, start, contentStart, place, textStart } = last;
          found[place] = {
            name,
            attributes,
            xml: xml.slice(start, parser.endIndex + 1),
            inner: xml.slice(contentStart, Math.max(contentStart, parser.startIndex)),
            text: texts.slice(textStart).join(''),
          };
          if (open.length === 0) texts = [];
        }
        depth--;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(xml);
  parser.end();
  return found;
}
