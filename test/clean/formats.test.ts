import { gzipSync, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { clean } from '../../lambda/clean/clean.ts';
import { readUpload } from '../../lambda/clean/read-upload.ts';
import { RejectedArticleError } from '../../lambda/errors.ts';

const paragraphs = [
  'Swing bridge opens again after eleven years',
  'By Ida Marsh',
  'The old swing bridge across the harbour opened to pedestrians on Monday, eleven years after it was closed because of rust.',
  'Hundreds of people crossed it in the first hour. The council had set aside four million pounds for the repair in 2023.',
  'Engineers replaced every cable and most of the deck. “It will carry trams again from next spring,” the council said – at 5 € a ride.',
];
const body = paragraphs.slice(2);

const cleaned = (bytes: Uint8Array, key: string) => clean({ ref: { key }, bytes });
const bodyOf = async (bytes: Uint8Array, key: string): Promise<string[]> =>
  (await cleaned(bytes, key)).body.map(({ text }) => text);
const reasonOf = async (bytes: Uint8Array, key = 'file'): Promise<string> =>
  cleaned(bytes, key).then(
    () => 'no rejection',
    (error: unknown) => (error instanceof RejectedArticleError ? error.reason : String(error)),
  );
const zip = (files: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const docx = zip({
  '[Content_Types].xml':
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  '_rels/.rels':
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs
    .map(
      (text) =>
        `<w:p><w:del w:id="1"><w:r><w:delText>Draft: </w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:ins></w:p>`,
    )
    .join('')}</w:body></w:document>`,
});
const odt = zip({
  mimetype: 'application/vnd.oasis.opendocument.text',
  'META-INF/manifest.xml': '<manifest/>',
  'content.xml': `<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text><text:tracked-changes><text:p>Old draft.</text:p></text:tracked-changes><text:h>${paragraphs[0]}</text:h>${paragraphs
    .slice(1)
    .map((text) => `<text:p>${escaped(text)}<text:note><text:p>A note.</text:p></text:note></text:p>`)
    .join('')}</office:text></office:body></office:document-content>`,
});
const hwpx = zip({
  mimetype: 'application/hwp+zip',
  'Contents/section1.xml': `<hs:sec xmlns:hs="s" xmlns:hp="p">${paragraphs
    .slice(3)
    .map((text) => `<hp:p><hp:run><hp:t>${escaped(text)}</hp:t></hp:run></hp:p>`)
    .join('')}</hs:sec>`,
  'Contents/section0.xml': `<hs:sec xmlns:hs="s" xmlns:hp="p">${paragraphs
    .slice(0, 3)
    .map((text) => `<hp:p><hp:run><hp:t>${escaped(text)}</hp:t></hp:run></hp:p>`)
    .join('')}</hs:sec>`,
});
const epub = zip({
  mimetype: 'application/epub+zip',
  'META-INF/container.xml':
    '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
  'OPS/book.opf':
    '<package><manifest><item id="b" href="two.xhtml"/><item id="a" href="one.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>',
  'OPS/two.xhtml': `<html><body>${paragraphs
    .slice(3)
    .map((text) => `<p>${escaped(text)}</p>`)
    .join('')}</body></html>`,
  'OPS/one.xhtml': `<html><body>${paragraphs
    .slice(0, 3)
    .map((text) => `<p>${escaped(text)}</p>`)
    .join('')}</body></html>`,
});
const rtf = Buffer.from(
  `{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Times;}{\\f1\\fcharset129 Batang;}}{\\header Harbour Times}{\\info{\\title Swing bridge}}${paragraphs
    .map((text) => text.replace(/[^\x20-\x7e]/gu, (character) => `\\u${character.charCodeAt(0)}?`))
    .join('\\par\r\n')}\\par}`,
);
const mail = Buffer.from(
  [
    'From: Harbour Times <news@harbour.example>',
    'Subject: Swing bridge opens again after eleven years',
    'Date: Mon, 16 Jun 2025 17:23:00 +0530',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'See the HTML part.',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(
      `<div>${paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('')}<p>On 15 June 2025 the desk wrote:</p><p>Old history.</p></div>`,
    ).toString('base64'),
    '--b--',
  ].join('\r\n'),
);
const nitf = Buffer.from(
  `<?xml version="1.0"?><nitf><head><docdata><date.issue norm="20250616T172300+0530"/></docdata></head><body><body.head><hedline><hl1>${paragraphs[0]}</hl1></hedline><byline>By Ida Marsh</byline></body.head><body.content>${body
    .map((text) => `<p>${escaped(text)}</p>`)
    .join('')}</body.content></body></nitf>`,
);

describe('a document', () => {
  it.each([
    ['DOCX, its changes accepted', docx, 'a.docx'],
    ['ODT', odt, 'a.odt'],
    ['HWPX, its sections in order', hwpx, 'a.hwpx'],
    ['EPUB, its chapters in order', epub, 'a.epub'],
    ['RTF', rtf, 'a.rtf'],
    ['mail, its HTML part without the history', mail, 'a.eml'],
    ['NITF', nitf, 'a.xml'],
    ['GZIP of text', gzipSync(strToU8(paragraphs.join('\n\n'))), 'a.txt.gz'],
    ['GZIP of DOCX', gzipSync(docx), 'a.docx.gz'],
    ['DOCX with a wrong name', docx, 'a.txt'],
    ['RTF without an extension', rtf, 'article'],
  ])('gives the article of its pasted text: %s', async (_, bytes, key) => {
    expect(await bodyOf(bytes, key)).toEqual(await bodyOf(Buffer.from(paragraphs.join('\n\n')), 'a.txt'));
  });

  it('has rows of a table as lines and notes at the end: HWPX', async () => {
    const run = (content: string): string => `<hp:p><hp:run>${content}</hp:run></hp:p>`;
    const text = (words: string): string => `<hp:t>${escaped(words)}</hp:t>`;
    const cell = (words: string): string => `<hp:tc><hp:subList>${run(text(words))}</hp:subList></hp:tc>`;
    const row = (...words: readonly string[]): string => `<hp:tr>${words.map(cell).join('')}</hp:tr>`;
    const note = `<hp:ctrl><hp:footNote number="1"><hp:subList>${run(text('The figures are those of the council.'))}</hp:subList></hp:footNote></hp:ctrl>`;
    const table = `<hp:tbl>${row('Year', 'Trams')}${row('2023', 'none')}</hp:tbl>`;
    const bytes = zip({
      mimetype: 'application/hwp+zip',
      'Contents/content.hpf':
        '<opf:package><opf:metadata><opf:title>Swing bridge opens again</opf:title><opf:meta name="creator" content="text">Hundreds of people</opf:meta></opf:metadata></opf:package>',
      'Contents/section0.xml': `<hs:sec xmlns:hs="s" xmlns:hp="p">${run(text(paragraphs[0] ?? ''))}${run(text(body[0] ?? '') + note)}${run(table)}${body
        .slice(1)
        .map((words) => run(text(words)))
        .join('')}</hs:sec>`,
    });
    const { page } = await readUpload({ ref: { key: 'a.hwpx' }, bytes });
    expect(page.blocks.map((block) => block.text)).toEqual([
      paragraphs[0],
      body[0],
      'Year Trams',
      '2023 none',
      ...body.slice(1),
      'The figures are those of the council.',
    ]);
    expect(page.evidence.metas).toEqual([
      { key: 'og:title', content: 'Swing bridge opens again' },
      { key: 'author', content: 'Hundreds of people' },
    ]);
  });

  it('says what it is', async () => {
    const article = await cleaned(nitf, 'a.xml');
    expect(article.mediaType).toBe('application/nitf+xml');
    expect(article.byline).toBe('Ida Marsh');
    expect(article.publishedAt).toBe('2025-06-16T17:23:00+05:30');
    expect(article.headline).toBe(paragraphs[0]);
  });

  it.each([
    ['a ZIP cut off', docx.slice(0, docx.length - 40), 'damaged'],
    ['an RTF cut off', rtf.subarray(0, rtf.length - 3), 'damaged'],
    ['a PDF that is none', Buffer.from('%PDF-1.7\nnothing'), 'damaged'],
    ['a ZIP, where it was not taken apart', zip({ 'a.csv': '1,2' }), 'unsupported-type'],
    ['a workbook', zip({ 'xl/workbook.xml': '<x/>' }), 'unsupported-type'],
    ['an old Word document', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'unsupported-type'],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'unsupported-type'],
    ['a GZIP cut off', gzipSync(strToU8('x'.repeat(5_000))).slice(0, 20), 'damaged'],
  ])('is rejected with a reason: %s', async (_, bytes, reason) => {
    expect(await reasonOf(bytes)).toBe(reason);
  });

  it.each([
    [
      'TMX',
      '<?xml version="1.0"?>\n<!-- ours -->\n<tmx version="1.4"><body>BODY</body></tmx>',
      /TMX.*--memory FILE/,
    ],
    ['TMX cut off', '<tmx version="1.4"><body>BODY', /TMX.*--memory FILE/],
    ['XLIFF', '\ufeff<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0">BODY</xliff>', /XLIFF.*as TMX/],
    ['a JSON object', `{"body": ${JSON.stringify(body.join(' '))}}\n`, /JSON.*Drop the page/],
    ['a JSON array', JSON.stringify(body, null, 2), /JSON.*Drop the page/],
  ])(
    'is refused with what to do where it is no article but a file of a tool: %s',
    async (_, text, message) => {
      const refusal = cleaned(Buffer.from(text.replace('BODY', body.join('\n\n'))), 'article.txt');
      await expect(refusal).rejects.toMatchObject({
        reason: 'unsupported-type',
        message: expect.stringMatching(message),
      });
    },
  );

  it('is an article where it only speaks of tools and their files', async () => {
    const [headline, ...rest] = paragraphs;
    const quoting = [
      headline,
      'The memory is a <tmx> element, with an <xliff> one beside it, she said.',
      ...rest,
    ];
    expect((await cleaned(Buffer.from(quoting.join('\n\n')), 'article.txt')).headline).toBe(headline);
    const bracketed = `{${headline}}\n\n${rest.join('\n\n')}\n\n[${headline}]`;
    expect((await cleaned(Buffer.from(bracketed), 'article.txt')).body.length).toBeGreaterThan(1);
  });

  it.each([
    ['WordDocument', 'an old Word document (.doc). Save it as .docx'],
    ['HwpSummaryInformation', 'an old Hangul document (.hwp). Save it as .hwpx'],
    ['EncryptedPackage', 'a document locked with a password. Save it without a password'],
    ['Other', 'an old document (.doc, .xls, .ppt, .hwp). Save it as .docx or .hwpx'],
  ])('of an old program is refused by its name, with the way out: %s', async (stream, words) => {
    const bytes = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from(stream, 'utf16le')]);
    await expect(cleaned(bytes, 'article.txt')).rejects.toThrow(`The file is ${words} and drop that`);
  });

  it.each([
    [
      'a page that a script fills',
      `<!DOCTYPE html><div id="root"></div><script type="application/ld+json">${JSON.stringify({
        '@type': 'NewsArticle',
        headline: paragraphs[0],
        author: { name: 'Ida Marsh HALF' },
        publisher: { name: 'The Desk HALF' },
        articleBody: paragraphs.join('\n\n'),
      }).replaceAll(/HALF|rust/g, '\\ud83d')}</script>`,
    ],
    [
      'Markdown',
      `---\ntitle: "${paragraphs[0]} \\ud83d"\nauthor: "Ida Marsh \\ud83d"\n---\n\n${body.join('\n\n')}`,
    ],
    ['RTF', `{\\rtf1\\ansi ${paragraphs.join('\\par ').replace('rust', '\\u-10179?')}}`],
  ])('has no half of a character left, but a mark in its place: %s', async (_, text) => {
    const article = JSON.stringify(await cleaned(Buffer.from(text), 'article.md'));
    // Where half a character stands alone, JSON has it escaped.
    expect(article).not.toMatch(/\\ud/);
    expect(article).toContain('\ufffd');
  });

  it.each([
    ['http://www.w3.org/2001/04/xmlenc#aes128-cbc', 'unsupported-type'],
    ['http://www.idpf.org/2008/embedding', 'no rejection'],
  ])('that is an e-book is refused where more than its fonts is encrypted: %s', async (method, reason) => {
    const encryption = `<encryption><EncryptedData><EncryptionMethod Algorithm="${method}"/></EncryptedData></encryption>`;
    const files = unzipSync(epub);
    const book = zipSync({ ...files, 'META-INF/encryption.xml': strToU8(encryption) });
    expect(await reasonOf(book)).toBe(reason);
  });

  /** Made with `zip -P` by Info-ZIP 3.0. */
  const lockedZip =
    'UEsDBAoACQAAAHdHeV35iJrHHwAAABMAAAAFAAAAYS50eHScFTqmaLVkQPgALlD/S4Jyc1gl/4KUqNeqRgI58oS3UEsHCPmImscfAAAAEwAAAFBLAQIeAwoACQAAAHdHeV35iJrHHwAAABMAAAAFAAAAAAAAAAEAAACkgQAAAABhLnR4dFBLBQYAAAAAAQABADMAAABSAAAAAAA=';
  const manifest =
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
  it.each([
    ['a ZIP archive', Buffer.from(lockedZip, 'base64')],
    ['a document', zip({ 'content.xml': '\xb1\x03', 'META-INF/manifest.xml': manifest })],
    ['a document', zip({ 'encrypted-package': '\xb1\x03', 'META-INF/manifest.xml': '<x/>' })],
  ])('is refused where it is locked: %s', async (name, bytes) => {
    await expect(cleaned(bytes, 'article.txt')).rejects.toThrow(
      `The file is ${name} locked with a password. Save it without a password and drop that`,
    );
  });

  it('is rejected where its entries unpack to more than an article', async () => {
    const bomb = zipSync({
      'word/document.xml': new Uint8Array(70e6),
      '[Content_Types].xml': new Uint8Array(1),
    });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await reasonOf(bomb)).toBe('too-large');
    expect(await reasonOf(gzipSync(new Uint8Array(70e6)))).toBe('too-large');
  });

  it('resolves no entity of its own and fetches nothing', async () => {
    const evil = `<!DOCTYPE nitf [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>${nitf.toString('utf8').replace('Hundreds', '&b;&x; Hundreds')}`;
    const text = (await bodyOf(Buffer.from(evil), 'a.xml')).join(' ');
    expect(text).not.toContain('root:');
    expect(text).not.toContain('aaaaaaaaaa');
  });

  it('is too long as a book', async () => {
    const book = Array.from({ length: 6_000 }, (_, index) => `${body[0]} Chapter ${index}.`).join('\n\n');
    expect(await reasonOf(Buffer.from(book), 'book.txt')).toBe('too-large');
  });
});
