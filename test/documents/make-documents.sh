#!/bin/sh
# Makes the documents beside this file from golden articles, with LibreOffice: a headline, a byline, a paragraph each; and
# those of flat-documents.mjs; an e-book of some. With the names of golden articles it makes the plain ones of these alone.
#
#     apt-get install --no-install-recommends libreoffice-writer-nogui fonts-noto-cjk
#     sh test/documents/make-documents.sh
set -eu
cd "$(dirname "$0")"
plain=${*:-glacier-page ko-oyster-paste kobe-bridge}
for slug in $plain; do
  node -e '
    const { readFileSync, writeFileSync } = require("node:fs");
    const [slug] = process.argv.slice(1);
    const { headline, byline, body } = JSON.parse(readFileSync(`../corpus/${slug}/gold.json`, "utf8"));
    const lines = [headline, byline === undefined ? undefined : `By ${byline}`, ...body].filter((line) => line !== undefined);
    const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    const tagged = lines.map((line, index) => (index === 0 ? `<h1>${escaped(line)}</h1>` : `<p>${escaped(line)}</p>`));
    writeFileSync(`${slug}.txt`, lines.join("\n\n"));
    writeFileSync(`${slug}.html`, `<html><head><meta charset="utf-8"></head><body>${tagged.join("")}</body></html>`);
  ' "$slug"
  for format in 'docx:MS Word 2007 XML' 'odt:writer8' 'rtf:Rich Text Format' 'pdf:writer_pdf_Export'; do
    soffice --headless --infilter='HTML (StarWriter)' --convert-to "$format" "$slug.html" > /dev/null
  done
  rm "$slug.html"
done
[ $# -eq 0 ] || exit 0
node flat-documents.mjs
for file in *-columns.fodt *-vertical.fodt; do soffice --headless --convert-to pdf "$file" > /dev/null; done
for format in 'docx:MS Word 2007 XML' 'odt:writer8' 'rtf:Rich Text Format'; do
  soffice --headless --convert-to "$format" tram-line-notes.fodt > /dev/null
done
rm ./*.fodt
node -e '
  const { readFileSync, writeFileSync } = require("node:fs");
  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const chapters = process.argv.slice(1).map((slug) => {
    const { headline, body } = JSON.parse(readFileSync(`../corpus/${slug}/gold.json`, "utf8"));
    return `<h1>${escaped(headline)}</h1>${body.map((text) => `<p>${escaped(text)}</p>`).join("")}`;
  });
  writeFileSync("golden-articles.html", `<html><head><meta charset="utf-8"></head><body>${chapters.join("")}</body></html>`);
' pulsar-interview tool-library-page sheep-brief glacier-page busan-library chef-interview market-list cable-wire
soffice --headless --infilter='HTML (StarWriter)' --convert-to epub golden-articles.html > /dev/null
rm golden-articles.html
