import { readFileSync } from 'node:fs';
import { gzipSync, strToU8, zipSync, zlibSync } from 'fflate';

export interface HostileInput {
  readonly name: string;
  readonly key: string;
  readonly make: () => Uint8Array;
}

const sentence =
  'The council of Harrow Bay approved another part of the plan on Tuesday after a long debate. ';
const filled = (piece: string, size: number): string =>
  piece.repeat(Math.ceil(size / piece.length)).slice(0, Math.ceil(size));
const page = (body: string): Uint8Array =>
  strToU8(
    `<html><body><article><h1>Council approves plans</h1>${filled(`<p>${sentence}${sentence}</p>`, 4_000)}${body}</article></body></html>`,
  );
const document = (name: string): Buffer => readFileSync(new URL(`../documents/${name}`, import.meta.url));

/** A PDF of one page, with the objects given beside it. */
function pdf(content: string, catalog = '', more = ''): Uint8Array {
  return strToU8(`%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R ${catalog}>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R/K 7 0 R>>/XObject<</X0 10 0 R>>>>>> endobj
4 0 obj <</Length ${content.length}>> stream
${content}
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
${more}
trailer <</Root 1 0 R>>`);
}

/** A font whose letter A is 가. */
const koreanFont = ((names: string) =>
  `6 0 obj <</Length ${names.length}>> stream\n${names}\nendstream endobj\n7 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>> endobj`)(
  '/CMapType 2 def 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <41> <ac00> endbfchar',
);

/** Twelve forms, each of which has the next ten times; the last has the content. */
function formsOf(content: string): string {
  const forms = Array.from({ length: 12 }, (_, n) => {
    const own = n === 11 ? content : `/X${n + 1} Do `.repeat(10);
    return `${10 + n} 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length ${own.length}/Resources<</Font<</F 5 0 R>>/XObject<</X${n + 1} ${11 + n} 0 R>>>>>> stream\n${own}\nendstream endobj`;
  });
  return forms.join('\n');
}

/** An ordinary article as long as an upload may be: what the others' time is measured by. */
export const ordinaryPage = (size: number): HostileInput => ({
  name: 'an ordinary page',
  key: 'a.html',
  make: () => page(filled(`<p>${filled(sentence, 400)}</p>\n`, size)),
});

/**
 * What an attacker, or a broken program, can drop.
 *
 * @param size in bytes; archives unpack to six times, a page with pictures has four times as much
 */
export const hostileInputs = (size: number): readonly HostileInput[] => [
  { name: 'text on one line', key: 'a.txt', make: () => strToU8(filled(sentence, size)) },
  {
    name: 'marks of footnotes in one paragraph',
    key: 'a.html',
    make: () => page(`<p>${filled('ferry<sup>[1]</sup> ', size)}</p>`),
  },
  {
    name: 'lines of days, every other in words',
    key: 'a.txt',
    make: () => strToU8(`Council approves plans\n${filled('1/2/2026\n5 March 2026\n', size)}`),
  },
  {
    name: 'a date that says again and again that it is one',
    key: 'a.html',
    make: () => page(`<p><time datetime="${filled('updated, published 2026 ', size)}">Today</time></p>`),
  },
  { name: 'Markdown on one line', key: 'a.md', make: () => strToU8(`# A\n\n${filled(sentence, size)}`) },
  {
    name: 'Markdown of paragraphs',
    key: 'a.md',
    make: () => strToU8(`# A\n\n${filled(`*${sentence}* [a](b)\n\n`, size)}`),
  },
  { name: 'RTF on one line', key: 'a.rtf', make: () => strToU8(`{\\rtf1 ${filled(sentence, size)}}`) },
  {
    name: 'agency XML on one line',
    key: 'a.xml',
    make: () => strToU8(`<nitf><body.content><p>${filled(sentence, size)}</p></body.content></nitf>`),
  },
  {
    name: 'a mail on one line',
    key: 'a.eml',
    make: () =>
      strToU8(`From: a\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>${filled(sentence, size)}</p>`),
  },
  {
    name: 'a mail of 10 MB in Base64',
    key: 'a.eml',
    make: () =>
      strToU8(
        `From: a\nMIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n${Buffer.from(filled(sentence, 0.74 * size)).toString('base64')}`,
      ),
  },
  { name: 'a page on one line', key: 'a.html', make: () => page(filled(`<p>${sentence}</p>`, size)) },
  { name: 'one word', key: 'a.txt', make: () => strToU8(filled('x', size)) },
  {
    name: '100,000 nested tags',
    key: 'a.html',
    make: () => page(`${'<div>'.repeat(100_000)}x${'</div>'.repeat(100_000)}`),
  },
  { name: 'open tags only', key: 'a.html', make: () => page(filled('<div><b>', size)) },
  { name: 'attributes without end', key: 'a.html', make: () => page(`<p ${filled('a="b" ', size)}`) },
  { name: 'two million short paragraphs', key: 'a.html', make: () => page(filled('<p>a</p>', size)) },
  { name: 'empty lines', key: 'a.txt', make: () => strToU8(`${sentence}${filled('\n', size)}x`) },
  { name: 'two million short lines', key: 'a.txt', make: () => strToU8(filled('ab c\n', size)) },
  { name: 'white space', key: 'a.txt', make: () => strToU8(filled(' \t', size)) },
  { name: 'quotation marks', key: 'a.txt', make: () => strToU8(filled('“"‘', size / 3)) },
  { name: 'combining marks', key: 'a.txt', make: () => strToU8(`e${filled('\u0301', size / 2)}`) },
  { name: 'entities', key: 'a.html', make: () => page(`<p>${filled('&amp;&#x41;&no;', size)}</p>`) },
  { name: 'Markdown of brackets', key: 'a.md', make: () => strToU8(`# A\n\n${filled('[', size / 50)}`) },
  { name: 'Markdown of quotes', key: 'a.md', make: () => strToU8(`# A\n\n${filled('> ', size / 50)}x`) },
  { name: 'Markdown of stars', key: 'a.md', make: () => strToU8(`# A\n\n${filled('*a **b ', size / 25)}`) },
  {
    name: 'YAML that refers to itself',
    key: 'a.md',
    make: () =>
      strToU8(
        `---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 12 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}]`).join('\n')}\n---\n${sentence.repeat(9)}`,
      ),
  },
  { name: 'RTF of open groups', key: 'a.rtf', make: () => strToU8(`{\\rtf1 ${filled('{\\b ', size)}}`) },
  {
    name: 'RTF of fonts',
    key: 'a.rtf',
    make: () => strToU8(`{\\rtf1 ${filled('\\f0\\b\\i\\b\\i\\b\\i', size / 5)}}`),
  },
  { name: 'RTF of facts', key: 'a.rtf', make: () => strToU8(`{\\rtf1 ${filled('{\\info}', size / 5)}}`) },
  {
    name: 'a mail of headers',
    key: 'a.eml',
    make: () => strToU8(`From: a\nMIME-Version: 1.0\n${filled('X-A: b\n', size / 5)}\n${sentence.repeat(9)}`),
  },
  {
    name: 'a mail of nested parts',
    key: 'a.eml',
    make: () =>
      strToU8(
        `From: a\nMIME-Version: 1.0\n${Array.from({ length: 5_000 }, (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\n\n--b${n}\n`).join('')}`,
      ),
  },
  {
    name: 'a feed of open items',
    key: 'a.xml',
    make: () => strToU8(`<rss><channel>${filled('<item>', size)}`),
  },
  {
    name: 'a news message of items',
    key: 'a.xml',
    make: () =>
      strToU8(
        `<newsMessage>${filled('<newsItem guid="a"><inlineData>x</inlineData></newsItem>', size)}</newsMessage>`,
      ),
  },
  {
    name: 'XML entities that multiply',
    key: 'a.xml',
    make: () =>
      strToU8(
        `<!DOCTYPE nitf [<!ENTITY a "${'x'.repeat(1000)}">${Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n} "${'&a;'.repeat(10)}">`).join('')}]><nitf><body.content><p>${'&a9;'.repeat(1000)}</p></body.content></nitf>`,
      ),
  },
  {
    name: 'a Word document that unpacks to 39 MB',
    key: 'a.docx',
    make: () =>
      zipSync({
        'word/document.xml': strToU8(
          `<w:document xmlns:w="w"><w:body>${filled('<w:p><w:r><w:t>ab</w:t></w:r></w:p>', 3.9 * size)}`,
        ),
        '[Content_Types].xml': strToU8('<Types/>'),
      }),
  },
  {
    name: 'an OpenDocument text that unpacks to 39 MB',
    key: 'a.odt',
    make: () =>
      zipSync({
        'content.xml': strToU8(filled('<text:p>ab</text:p>', 3.9 * size)),
        'META-INF/manifest.xml': strToU8(''),
      }),
  },
  { name: 'a GZIP of 59 MB', key: 'a.txt.gz', make: () => gzipSync(strToU8(filled(sentence, 5.9 * size))) },
  {
    name: 'a page of 39 MB of pictures',
    key: 'a.html',
    make: () =>
      page(filled(`<img src="data:image/png;base64,${filled('iVBORw0KGgo', size / 25)}">`, 3.9 * size)),
  },
  {
    name: 'a page of data: alone',
    key: 'a.html',
    make: () => strToU8(`<html>${filled('data:', 3.9 * size)}`),
  },
  {
    name: 'a PDF of one endless line',
    key: 'a.pdf',
    make: () => pdf(`BT /F 9 Tf ${filled('(word ) Tj ', size / 5)} ET`),
  },
  {
    name: 'a PDF of letters set apart',
    key: 'a.pdf',
    make: () => pdf(`BT /F 9 Tf ${filled('(x) Tj 5 9 Td ', size / 10)} ET`),
  },
  {
    name: 'a PDF of Korean and drawings',
    key: 'a.pdf',
    make: () =>
      pdf(
        `BT /K 9 Tf (AA AA AA AAA AA AA AA) Tj ET ${filled('0 0 m 9 9 l 5 0 5 9 0 9 c S ', size)}`,
        '',
        koreanFont,
      ),
  },
  {
    name: 'a PDF of forms that multiply',
    key: 'a.pdf',
    make: () => pdf('/X0 Do', '', formsOf(`BT /F 9 Tf (${sentence}) Tj ET`)),
  },
  {
    name: 'a PDF of forms that multiply, without text',
    key: 'a.pdf',
    make: () => pdf(`BT /K 9 Tf (AAAAA) Tj ET /X0 Do`, '', `${koreanFont}\n${formsOf('0 0 m 9 9 l S')}`),
  },
  {
    name: 'a PDF whose content unpacks to 50 times its size',
    key: 'a.pdf',
    make: () => {
      const content = Buffer.from(zlibSync(Buffer.alloc(50 * size, 'q Q '))).toString('latin1');
      return Buffer.from(
        `%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>> endobj\n4 0 obj <</Length ${content.length}/Filter/FlateDecode>> stream\n${content}\nendstream endobj\ntrailer <</Root 1 0 R>>`,
        'latin1',
      );
    },
  },
  {
    name: 'a PDF whose content unpacks behind the word for its begin',
    key: 'a.pdf',
    make: () => {
      const content = Buffer.from(zlibSync(Buffer.alloc(50 * size, 'q Q '))).toString('latin1');
      return Buffer.from(
        `%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>> endobj\n4 0 obj <</Length ${content.length}/Filter/FlateDecode/Note(stream)>> stream\n${content}\nendstream endobj\ntrailer <</Root 1 0 R>>`,
        'latin1',
      );
    },
  },
  {
    name: 'a PDF of many saved states',
    key: 'a.pdf',
    make: () => pdf(filled('q Q ', size)),
  },
  {
    name: 'a PDF whose pages are each other',
    key: 'a.pdf',
    make: () =>
      strToU8(
        '%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[2 0 R 2 0 R]/Count 9999999>> endobj\ntrailer <</Root 1 0 R>>',
      ),
  },
  {
    name: 'a PDF with scripts',
    key: 'a.pdf',
    make: () =>
      pdf(
        `BT /F 9 Tf 50 700 Td ${Array.from({ length: 9 }, (_, n) => `(Plan ${n} was read on Tuesday and the council approved it by ${n + 20} votes.) Tj 0 -12 Td`).join(' ')} ET`,
        '/OpenAction 6 0 R /AA <</WC 6 0 R>>',
        '6 0 obj <</S/JavaScript/JS(while \\(true\\) {} process.exit\\(7\\))>> endobj',
      ),
  },
  { name: 'a PDF cut off', key: 'a.pdf', make: () => document('ko-oyster-paste.pdf').subarray(0, 60_000) },
];
