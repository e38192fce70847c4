import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Writes what HTML can't say as flat OpenDocument files, for LibreOffice to convert: golden articles in two columns under a
 * page header, in vertical lines, and one with tracked changes, a footnote, a list and a table; beside each its text.
 */
const namespaces = [
  ['office', 'office'],
  ['style', 'style'],
  ['text', 'text'],
  ['table', 'table'],
  ['fo', 'xsl-fo-compatible'],
  ['meta', 'meta'],
]
  .map(([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat('xmlns:dc="http://purl.org/dc/elements/1.1/"')
  .join(' ');
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const paragraph = (text) => `<text:p text:style-name="P">${escaped(text)}</text:p>`;
const heading = (text) => `<text:h text:style-name="H" text:outline-level="1">${escaped(text)}</text:h>`;
const changeInfo =
  '<office:change-info><dc:creator>Desk</dc:creator><dc:date>2025-01-01T00:00:00</dc:date></office:change-info>';

function flatDocument({ body, title = '', writing = '', furniture = '' }) {
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${namespaces} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>${escaped(title)}</dc:title><dc:creator>Whoever saved it</dc:creator></office:meta>
<office:styles><style:default-style style:family="paragraph"><style:text-properties fo:language="en" fo:country="GB" fo:font-size="10pt" style:font-name="Liberation Serif" style:font-name-asian="Noto Serif CJK JP"/></style:default-style></office:styles>
<office:automatic-styles>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:text-align="justify" fo:margin-bottom="0.2cm" ${writing}/></style:style>
<style:style style:name="H" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.4cm" ${writing}/><style:text-properties fo:font-size="20pt" fo:font-weight="bold"/></style:style>
<style:style style:name="C" style:family="section"><style:section-properties><style:columns fo:column-count="2" fo:column-gap="0.6cm"/></style:section-properties></style:style>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm" ${writing}/><style:header-style><style:header-footer-properties fo:min-height="0.6cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.6cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">${furniture}</style:master-page></office:master-styles>
<office:body><office:text>${body}</office:text></office:body></office:document>`;
}

function gold(slug) {
  return JSON.parse(readFileSync(`../corpus/${slug}/gold.json`, 'utf8'));
}

function write(name, lines, document) {
  writeFileSync(`${name}.txt`, lines.join('\n\n'));
  writeFileSync(`${name}.fodt`, flatDocument(document));
}

const furniture =
  '<style:header><text:p>The Harbour Times, 16 June 2025</text:p></style:header><style:footer><text:p><text:page-number/></text:p></style:footer>';
for (const slug of ['kobe-bridge', 'pulsar-interview', 'ko-oyster-paste']) {
  const { headline, byline, body } = gold(slug);
  const columns = `<text:section text:style-name="C" text:name="S">${body.map(paragraph).join('')}</text:section>`;
  const lines = [headline, ...(byline === undefined ? [] : [`By ${byline}`])];
  const top = lines.slice(1).map(paragraph).join('');
  write(`${slug}-columns`, [...lines, ...body], { furniture, body: heading(headline) + top + columns });
}

const vertical = gold('ja-salamander-page');
write('ja-salamander-page-vertical', [vertical.headline, ...vertical.body], {
  writing: 'style:writing-mode="tb-rl"',
  body: heading(vertical.headline) + vertical.body.map(paragraph).join(''),
});

const { headline, byline, body } = gold('tram-line');
const [first, second, ...rest] = body;
const points = [
  'The council will vote on the fares of the new line in September.',
  'It will vote on the name of the last stop in the same session.',
];
const note = 'The figures are those of the council, which published them in March.';
write(
  'tram-line-notes',
  [headline, `By ${byline}`, first, second, ...rest, ...points, 'Line Passengers', 'Four 12,000', note],
  {
    title: headline,
    body: `<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>${changeInfo}<text:p>an old draft of this </text:p></text:deletion></text:changed-region><text:changed-region text:id="c2"><text:insertion>${changeInfo}</text:insertion></text:changed-region></text:tracked-changes>
${heading(headline)}${paragraph(`By ${byline}`)}
<text:p text:style-name="P">${escaped(first)}<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>${note}</text:p></text:note-body></text:note></text:p>
<text:p text:style-name="P"><text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>${escaped(second)}<text:change-end text:change-id="c2"/></text:p>
${rest.map(paragraph).join('')}
<text:list>${points.map((text) => `<text:list-item><text:p>${text}</text:p></text:list-item>`).join('')}</text:list>
<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/>${[
      ['Line', 'Passengers'],
      ['Four', '12,000'],
    ]
      .map(
        (cells) =>
          `<table:table-row>${cells.map((cell) => `<table:table-cell><text:p>${cell}</text:p></table:table-cell>`).join('')}</table:table-row>`,
      )
      .join('')}</table:table>`,
  },
);
