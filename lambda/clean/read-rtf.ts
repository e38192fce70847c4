import { damaged } from './archive.ts';
import { decodeAs } from './decoders.ts';
import type { DocumentText } from './document-page.ts';
import { checkDepth } from './page.ts';

/** Groups whose text is not the document's: tables of fonts and colours, pictures, fields' instructions, notes. */
const skippedGroups = new Set(
  `fonttbl colortbl stylesheet listtable listoverridetable revtbl rsidtbl generator info pict object objdata themedata colorschememapping
  datastore latentstyles fldinst header headerl headerr headerf footer footerl footerr footerf annotation xmlnstbl mmathPr
  pgptbl deleted listtext pntext pntxta pntxtb bkmkstart bkmkend shppict nonshppict`
    .trim()
    .split(/\s+/),
);
/** Control words that stand for characters. */
const characters: Readonly<Record<string, string>> = {
  par: '\n',
  sect: '\n',
  page: '\n',
  row: '\n',
  line: '\n',
  tab: ' ',
  cell: ' ',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: ' ',
  enspace: ' ',
  '~': '\u00a0',
  _: '-',
  '-': '',
};
/** Encodings by their Windows code page, as `\ansicpg` and a font's `\fcharset` name them. */
const codePages: Readonly<Record<number, string>> = {
  437: 'windows-1252',
  850: 'windows-1252',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  1250: 'windows-1250',
  1251: 'windows-1251',
  1252: 'windows-1252',
  1253: 'windows-1253',
  1254: 'windows-1254',
  1255: 'windows-1255',
  1256: 'windows-1256',
  1257: 'windows-1257',
  1258: 'windows-1258',
  10000: 'macintosh',
  65001: 'utf-8',
};
const charsets: Readonly<Record<number, number>> = {
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  238: 1250,
};

interface Group {
  readonly isSkipped: boolean;
  readonly isHidden: boolean;
  /** A footnote: it stands at the end. */
  readonly isNote: boolean;
  /** Plain characters that follow a `\u` for readers without Unicode. */
  readonly fallbackLength: number;
  readonly encoding: string;
}

const token = /\\(?:'([\da-f]{2})|([a-z]+)(-?\d+)? ?|([^a-z]))|[{}]|[^\\{}]+/gis;

/** Reads a rich text document (RTF 1.9): its paragraphs, without what was deleted, hidden, or stands on every page; notes at the end. */
export function readRtf(bytes: Uint8Array): DocumentText {
  const source = Buffer.from(bytes).toString('latin1');
  if (!source.trimEnd().endsWith('}')) throw damaged('The RTF document', undefined);
  const fonts = fontEncodings(source);
  const defaultEncoding = codePages[Number(/\\ansicpg(\d+)/.exec(source)?.[1] ?? 1252)] ?? 'windows-1252';
  let text = '';
  let pending: number[] = [];
  let group: Group = {
    isSkipped: false,
    isHidden: false,
    isNote: false,
    fallbackLength: 1,
    encoding: defaultEncoding,
  };
  const outer: Group[] = [];
  let toSkip = 0;
  let notes = '';
  const write = (some: string): void => {
    if (group.isNote) notes += some;
    else text += some;
  };
  const decodePending = (): void => {
    if (pending.length > 0) {
      const bytes = Uint8Array.from(pending);
      write(decodeAs(bytes, group.encoding) ?? new TextDecoder(group.encoding).decode(bytes));
    }
    pending = [];
  };
  const isShown = (): boolean => !group.isSkipped && !group.isHidden;

  for (const [whole, hex, word, number, symbol] of source.matchAll(token)) {
    if (hex !== undefined) {
      if (toSkip > 0) toSkip--;
      else if (isShown()) pending.push(Number.parseInt(hex, 16));
      continue;
    }
    decodePending();
    if (whole === '{') {
      outer.push(group);
      checkDepth(outer.length);
    } else if (whole === '}') {
      group = outer.pop() ?? group;
      toSkip = 0;
    } else if (symbol !== undefined) {
      if (symbol === '*') group = { ...group, isSkipped: true };
      else if (isShown()) write(characters[symbol] ?? (/[\\{}]/.test(symbol) ? symbol : ''));
    } else if (word !== undefined) {
      const value = number === undefined ? undefined : Number(number);
      if (skippedGroups.has(word)) group = { ...group, isSkipped: true };
      else if (word === 'u' && value !== undefined) {
        if (isShown()) write(String.fromCharCode(value < 0 ? value + 65536 : value));
        toSkip = group.fallbackLength;
      } else if (word === 'uc') group = { ...group, fallbackLength: value ?? 1 };
      else if (word === 'v') group = { ...group, isHidden: value !== 0 };
      else if (word === 'f') group = { ...group, encoding: fonts.get(value ?? 0) ?? defaultEncoding };
      else if (word === 'footnote') {
        // Marked as skippable, for readers that know no notes.
        group = { ...group, isNote: true, isSkipped: outer.at(-1)?.isSkipped ?? false };
        notes += '\n';
      } else if (isShown()) write(characters[word] ?? '');
    } else if (isShown()) {
      const shown = whole.replace(/[\r\n]/g, '');
      write(shown.slice(toSkip));
      toSkip = Math.max(0, toSkip - shown.length);
    }
  }
  decodePending();
  return {
    paragraphs: `${text}\n${notes}`
      .split('\n')
      .map((line) => line.replace(/\s+/g, ' ').trim())
      .filter((line) => line !== ''),
    properties: { 'og:title': property(source, 'title'), author: property(source, 'author') },
  };
}

function fontEncodings(source: string): Map<number, string> {
  const encodings = new Map<number, string>();
  for (const [, font, charset] of source.matchAll(
    /\\f(\d{1,5})(?:\\[a-z]{1,32}-?\d{0,10}){0,12}?\\fcharset(\d{1,3})/g,
  )) {
    const encoding = codePages[charsets[Number(charset)] ?? 0];
    if (encoding !== undefined) encodings.set(Number(font), encoding);
  }
  return encodings;
}

/** How far into its table the facts about a document are looked for, in UTF-16 code units. */
const infoLength = 8_000;

function property(source: string, name: string): string | undefined {
  const start = source.indexOf('{\\info');
  if (start < 0) return undefined;
  const info = source.slice(start, start + infoLength);
  return new RegExp(`\\{\\\\${name} ([^{}\\\\]{1,300})\\}`).exec(info)?.[1];
}
