import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { gzipSync, strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { SourceArticle } from '../../lambda/article.ts';
import { clean } from '../../lambda/clean/clean.ts';
import { readUpload } from '../../lambda/clean/read-upload.ts';
import { unpack } from '../../lambda/clean/unpack.ts';
import { RejectedArticleError } from '../../lambda/errors.ts';

/**
 * Every reader on files that were damaged in any way, and on pieces of its format in any order: it ends in articles or in a
 * rejection. A few runs here; `npm run fuzz` makes 10,000 of each.
 */
const runs = Number(process.env.FUZZ_RUNS ?? 15);

const document = (name: string): Uint8Array => readFileSync(new URL(`../documents/${name}`, import.meta.url));
const pasted = Buffer.from(document('glacier-page.txt')).toString();
const paragraphs = pasted.split('\n\n');
const markup = paragraphs
  .map((text) => `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)
  .join('');
const zip = (files: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [
        name,
        typeof content === 'string' ? strToU8(content) : content,
      ]),
    ),
  );
const page = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Glacier</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Glacier","author":{"name":"Ida Marsh"}}</script></head><body><nav><a href="/">Home</a></nav><article><h1>${paragraphs[0]}</h1>${markup}</article></body></html>`;

/** Real files of each format, small ones. */
const samples: Readonly<Record<string, readonly Uint8Array[]>> = {
  text: [strToU8(pasted), document('ko-oyster-paste.txt')],
  html: [strToU8(page)],
  markdown: [
    strToU8(
      `---\ntitle: "A: b"\nauthor: [x, y]\ndate: 2025-06-16\n---\n\n# ${paragraphs.join('\n\n')}\n\n- a\n\n| a | b |\n|---|---|\n| c | d |\n`,
    ),
  ],
  pdf: ['glacier-page.pdf', 'ko-oyster-paste-columns.pdf', 'ja-salamander-page-vertical.pdf'].map(document),
  docx: [document('glacier-page.docx'), document('tram-line-notes.docx')],
  odt: [document('tram-line-notes.odt')],
  rtf: [document('glacier-page.rtf'), document('tram-line-notes.rtf')],
  hwpx: [
    zip({
      mimetype: 'application/hwp+zip',
      'Contents/section0.xml': `<hs:sec xmlns:hs="s" xmlns:hp="p">${paragraphs.map((text) => `<hp:p><hp:run><hp:t>${text}</hp:t></hp:run></hp:p>`).join('')}</hs:sec>`,
      'Contents/content.hpf':
        '<opf:package xmlns:opf="o"><opf:metadata><opf:title>Glacier</opf:title></opf:metadata></opf:package>',
    }),
  ],
  epub: [
    document('golden-articles.epub'),
    zip({
      mimetype: 'application/epub+zip',
      'META-INF/container.xml':
        '<container><rootfiles><rootfile full-path="OPS/b.opf"/></rootfiles></container>',
      'OPS/b.opf':
        '<package><metadata><title>Glacier</title></metadata><manifest><item id="n" href="nav.xhtml" properties="nav"/><item id="a" href="a.xhtml"/><item id="b" href="b.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>',
      'OPS/nav.xhtml':
        '<html><nav epub:type="toc"><a href="a.xhtml">A</a><a href="b.xhtml#x">B</a></nav></html>',
      'OPS/a.xhtml': `<html><body>${markup.repeat(4)}</body></html>`,
      'OPS/b.xhtml': `<html><body>${markup.repeat(4)}</body></html>`,
    }),
  ],
  mail: [
    strToU8(
      `From: Ida <i@x.example>\r\nSubject: =?utf-8?B?R2xhY2llcg==?=\r\nDate: Mon, 16 Jun 2025 17:23:00 +0530\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${pasted}\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<div>${markup}</div><div class=3D"gmail_quote">On Monday Bo wrote:</div>\r\n--b--\r\n`,
    ),
    strToU8(
      `From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x.example/a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Location: https://x.example/a\r\n\r\n${page}\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n--b--\r\n`,
    ),
  ],
  'agency XML': [
    strToU8(
      `<?xml version="1.0"?><nitf><head><docdata><date.issue norm="20250616T172300+0530"/></docdata></head><body><body.head><hedline><hl1>${paragraphs[0]}</hl1></hedline><byline>By Ida Marsh</byline></body.head><body.content>${markup}</body.content></body></nitf>`,
    ),
    strToU8(
      `<newsMessage><itemSet><newsItem guid="a"><itemMeta><pubStatus qcode="stat:usable"/></itemMeta><contentMeta><headline>${paragraphs[0]}</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html><body>${markup}</body></html></inlineXML></contentSet></newsItem><newsItem guid="b"><contentSet><inlineData contenttype="text/plain">${pasted}</inlineData></contentSet></newsItem><packageItem><itemRef residref="b"/></packageItem></itemSet></newsMessage>`,
    ),
  ],
  feed: [
    strToU8(
      `<?xml version="1.0"?><rss xmlns:c="x"><channel><title>T</title><item><title>${paragraphs[0]}</title><link>https://x.example/a</link><c:encoded><![CDATA[${markup}]]></c:encoded></item><item><title>B</title><description>short</description></item></channel></rss>`,
    ),
    strToU8(
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title type="html">A &lt;b&gt;</title><id>urn:1</id><content type="xhtml"><div>${markup}</div></content></entry></feed>`,
    ),
  ],
  'ZIP archive': [zip({ 'a.txt': pasted, 'b/c.html': page, 'd.rtf': document('glacier-page.rtf') })],
  gzip: [gzipSync(strToU8(pasted)), gzipSync(document('glacier-page.docx'))],
};

/** Pieces that mean something in the formats. */
const pieces = [
  ...[
    '<',
    '>',
    '</',
    '/>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<!DOCTYPE x [',
    '<?xml',
    '&#x110000;',
    '&#0;',
    '&amp;',
  ],
  ...[
    '<p>',
    '</p>',
    '<item>',
    '</item>',
    '<entry>',
    '<newsItem>',
    '<nitf>',
    '<body.content>',
    '<title>',
    '<table>',
    '<br>',
  ],
  ...[
    '<content type="xhtml">',
    '<script type="application/ld+json">',
    '</script>',
    '<html>',
    '<w:p>',
    '<text:note>',
  ],
  ...['{', '}', '\\u-1 ', "\\'8", '\\bin99 x', '\\uc9 ', '{\\*\\footnote ', '\\f99999 ', '{\\info{\\title '],
  ...[
    '%PDF-1.7',
    'endobj',
    'stream',
    'endstream',
    '<<',
    '>>',
    '/Kids [1 0 R]',
    '1 0 R',
    '(',
    ')',
    '/Length -1',
    'xref',
  ],
  ...['---\n', '- &a *a\n', '<<: *a\n', '| a |\n', '[x](y)', '```\n', '> ', '# '],
  ...[
    '\r\n',
    '--b\r\n',
    '--b--',
    'Content-Type: text/html',
    'Content-Transfer-Encoding: base64\r\n',
    '=?utf-8?Q?=ZZ?=',
  ],
  ...[
    'PK\x03\x04',
    'PK\x01\x02',
    'PK\x05\x06',
    '\x1f\x8b\x08',
    '\0',
    '\uFEFF',
    '\uD800',
    '\u0301',
    '기사',
    '\x1b$B',
  ],
];

type Edit = (bytes: Uint8Array) => Uint8Array;
const place = fc.double({ min: 0, max: 1, noNaN: true });
const join = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);
const at = (bytes: Uint8Array, where: number): number => Math.floor(where * bytes.length);

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, fc.nat(255)).map(
    ([where, value]): Edit =>
      (bytes) => {
        const changed = Uint8Array.from(bytes);
        if (changed.length > 0) changed[Math.min(changed.length - 1, at(bytes, where))] = value;
        return changed;
      },
  ),
  fc.tuple(place, fc.constantFrom(...pieces)).map(
    ([where, piece]): Edit =>
      (bytes) =>
        join(bytes.subarray(0, at(bytes, where)), Buffer.from(piece), bytes.subarray(at(bytes, where))),
  ),
  fc.tuple(place, place).map(
    ([where, length]): Edit =>
      (bytes) =>
        join(bytes.subarray(0, at(bytes, where)), bytes.subarray(at(bytes, where) + at(bytes, length * 0.1))),
  ),
  fc.tuple(place, place, fc.integer({ min: 2, max: 5 })).map(
    ([where, length, count]): Edit =>
      (bytes) => {
        const slice = bytes.subarray(at(bytes, where), at(bytes, where) + at(bytes, length * 0.1));
        return join(
          bytes.subarray(0, at(bytes, where)),
          ...Array<Uint8Array>(count).fill(slice),
          bytes.subarray(at(bytes, where)),
        );
      },
  ),
  place.map(
    (where): Edit =>
      (bytes) =>
        bytes.subarray(0, at(bytes, where)),
  ),
);

/** Edits of a file, and of what is packed in it: damage to packed bytes alone would seldom reach a reader. */
function damagedFile(files: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(
      fc.constantFrom(...files),
      fc.array(edit, { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      fc.nat(20),
    )
    .map(([file, edits, isInside, entry]) => {
      const edited = (bytes: Uint8Array): Uint8Array => edits.reduce((result, apply) => apply(result), bytes);
      if (!isInside || strFromU8(file.subarray(0, 2), true) !== 'PK') return edited(file);
      const entries = Object.entries(unzipSync(file));
      const chosen = entry % entries.length;
      return zipSync(
        Object.fromEntries(
          entries.map(([name, content], index) => [name, index === chosen ? edited(content) : content]),
        ),
      );
    });
}

/** Pieces in any order, under what tells the format. */
const starts = [
  '',
  '<!DOCTYPE html>',
  '<?xml version="1.0"?><rss>',
  '<newsMessage>',
  '<nitf>',
  '{\\rtf1 ',
  '%PDF-1.7\n',
  '---\n',
  'From: a\r\nMIME-Version: 1.0\r\n',
];
const madeUp = fc
  .tuple(
    fc.constantFrom(...starts),
    fc.array(fc.oneof(fc.constantFrom(...pieces), fc.constantFrom(...paragraphs), fc.string()), {
      maxLength: 40,
    }),
  )
  .map(([start, parts]) => Buffer.from(start + parts.join('')));

/** Of so many files, one is taken all the way to its article; the others as far as their reader goes. */
const wholeCleaning = 20;

/** @returns what is neither an article nor a rejection */
async function failureOf(bytes: Uint8Array): Promise<unknown> {
  const source = { ref: { key: 'a' }, bytes };
  const read = (one: SourceArticle): Promise<unknown> =>
    bytes.length % wholeCleaning === 0 ? clean(one) : readUpload(one);
  try {
    const archive = await unpack(source);
    for (const readEntry of archive?.entries.map((entry) => entry.read) ?? [() => source]) {
      try {
        await read(readEntry());
      } catch (error) {
        if (!(error instanceof RejectedArticleError)) return error;
      }
    }
  } catch (error) {
    if (!(error instanceof RejectedArticleError)) return error;
  }
  return undefined;
}

describe('a damaged file ends in an article or a rejection', () => {
  it.each(Object.keys(samples))(
    '%s',
    async (format) => {
      await fc.assert(
        fc.asyncProperty(damagedFile(samples[format] ?? []), async (bytes) => {
          expect(await failureOf(bytes)).toBeUndefined();
        }),
        { numRuns: runs },
      );
    },
    7_200_000,
  );

  it('pieces of formats in any order', async () => {
    await fc.assert(
      fc.asyncProperty(madeUp, async (bytes) => {
        expect(await failureOf(bytes)).toBeUndefined();
      }),
      { numRuns: runs },
    );
  }, 7_200_000);
});
