import { readFileSync } from 'node:fs';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { unzipSync } from 'fflate';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { parse as parseYaml } from 'yaml';
import { renderDocx } from '../../lambda/store/render/docx.ts';
import { renderMarkdown } from '../../lambda/store/render/markdown.ts';
import { sourceTexts } from '../../lambda/store/render/text.ts';
import { renderMemory, renderTmx } from '../../lambda/store/render/tmx.ts';
import { renderXliff } from '../../lambda/store/render/xliff.ts';
import { readTmx } from '../../lambda/translate/tmx.ts';
import { payloads } from '../browser/hostile.ts';
import { resultFull, richResult } from '../browser/rich-result.ts';
import { exampleResult } from './example-result.ts';

const schema = (fileName: string) => ({
  fileName,
  contents: readFileSync(new URL(`schemas/${fileName}`, import.meta.url), 'utf8'),
});

/** What xmllint says against the files; nothing where all are valid. */
async function violations(xml: string | readonly string[], schemaName: string): Promise<string[]> {
  const { errors } = await validateXML({
    xml: [xml].flat().map((contents, index) => ({ fileName: `${index}.xml`, contents })),
    schema: [schema(schemaName)],
    preload: [schema('xml.xsd')],
  });
  return errors.map(({ message }) => message);
}

const hostile = payloads.map((payload) => resultFull(payload));

describe('translations.tmx', () => {
  const tmx = renderTmx(richResult) ?? '';

  it('is valid TMX 1.4', async () => {
    expect(await violations(tmx, 'tmx14.xsd')).toEqual([]);
    expect(await violations(tmx.replace(' srclang="en"', ''), 'tmx14.xsd')).not.toEqual([]);
  });

  it('comes back as the translation memory it is', () => {
    expect(readTmx(Buffer.from(tmx))).toEqual([]);
    // Without what says that nobody changed it, as from a tool that keeps no properties.
    const memories = readTmx(Buffer.from(tmx.replace(/<prop.*?<\/prop>/g, '')));
    expect(memories.map(({ source, target }) => [source, target])).toEqual([
      ['en', 'ko'],
      ['en', 'ja'],
    ]);
    const [korean] = memories;
    expect(korean?.pairs.get('The council voted 7 to 4 on Thursday.')).toBe(
      '시의회는 목요일 7대 4로 의결했다.',
    );
    expect(korean?.pairs.get('Old orchard wins a second spring')).toBe('오래된 과수원, 두 번째 봄을 맞다');
    expect(korean?.pairs.size).toBe(12);
  });

  it('tells the sentences of people from the others of an article', () => {
    const [first, second] = ['The council voted 7 to 4 on Thursday.', 'Old orchard wins a second spring'];
    const { ko } = richResult.translations;
    if (ko?.status !== 'complete') throw new Error('The example has no Korean');
    const mixed = { ...ko, madeBy: ['amazon-translate', 'people'], byPeople: [first] };
    const file = renderTmx({ ...richResult, translations: { ko: mixed } }) ?? '';
    const [korean] = readTmx(Buffer.from(file));
    expect([...(korean?.pairs.keys() ?? [])]).toEqual([first]);
    expect(file).toContain(`<seg>${second}</seg></tuv><tuv xml:lang="ko" creationid="amazon-translate">`);
  });

  it('is not there where nothing was translated', () => {
    expect(
      renderTmx({ ...richResult, translations: { ja: { status: 'unavailable', reason: 'None.' } } }),
    ).toBeUndefined();
  });

  it('stays whole whatever the text', async () => {
    const files = hostile.map((result) => renderTmx(result) ?? '');
    expect(await violations(files, 'tmx14.xsd')).toEqual([]);
  });
});

describe('a memory as a file for translators', () => {
  const units = payloads.map((payload, index) => ({
    source: index % 2 === 0 ? 'en' : 'de',
    target: index % 3 === 0 ? 'ja' : 'ko',
    segment: `${index} ${payload}`,
    translation: `${payload} 번역`,
    origin: 'people',
  }));

  it('is valid TMX 1.4 of several languages, and comes back as it was', async () => {
    const tmx = renderMemory(units);
    expect(await violations(tmx, 'tmx14.xsd')).toEqual([]);
    const read = readTmx(Buffer.from(tmx));
    expect(read.map(({ pairs }) => pairs.size).reduce((a, b) => a + b)).toBe(units.length);
    expect(new Set(read.map(({ source, target }) => `${source} ${target}`)).size).toBe(4);
  });
});

describe('bilingual.ko.xlf', () => {
  const xliff = renderXliff(richResult, 'ko') ?? '';

  it('is valid XLIFF 2.1', async () => {
    expect(await violations(xliff, 'xliff_core.xsd')).toEqual([]);
    expect(
      await violations(xliff.replace('state="translated"', 'state="done"'), 'xliff_core.xsd'),
    ).not.toEqual([]);
    expect(await violations(xliff.replace('id="p2"', 'id="p1"'), 'xliff_core.xsd')).not.toEqual([]);
  });

  it('has the findings as notes of their unit', () => {
    expect(xliff).toContain(
      '<notes><note category="number" priority="1" appliesTo="target">Not found in the translation: 18,000.</note></notes>',
    );
  });

  it('gives the paragraph when its parts are put together', () => {
    const { xliff: root } = new XMLParser({
      ignoreAttributes: false,
      trimValues: false,
      preserveOrder: false,
    }).parse((renderXliff(richResult, 'ja') ?? '').replace(/>\n</g, '><'));
    const unit = root.file.unit.find((found: Record<string, string>) => found['@_id'] === 'p6');
    expect(unit.segment.map(({ target }: { target: Record<string, string> }) => target['#text'])).toEqual(
      richResult.translations.ja?.status === 'complete' ? richResult.translations.ja.body[5] : [],
    );
    expect(unit.ignorable[0].source['#text']).toBe(' ');
    expect(unit.ignorable[0].target['#text']).toBeUndefined();
  });

  it('has a paragraph as one segment where sentences were merged', async () => {
    const { ko } = richResult.translations;
    if (ko?.status !== 'complete') throw new Error('The example has no Korean');
    const body = [['과수원은 그대로 남고 시의회는 의결했다.'], ...ko.body.slice(1)];
    const merged = renderXliff({ ...richResult, translations: { ko: { ...ko, body } } }, 'ko') ?? '';
    expect(await violations(merged, 'xliff_core.xsd')).toEqual([]);
    expect(merged).toContain('The orchard stays. The council voted 7 to 4 on Thursday.</source>');
  });

  it('stays whole whatever the text', async () => {
    const files = hostile.map((result) => renderXliff(result, 'ko') ?? '');
    expect(await violations(files, 'xliff_core.xsd')).toEqual([]);
  });
});

describe('bilingual.ko.docx', () => {
  async function documentOf(result: typeof richResult): Promise<{ xml: string; names: string[] }> {
    const files = unzipSync((await renderDocx(result, 'ko')) ?? new Uint8Array());
    for (const [name, bytes] of Object.entries(files)) {
      if (/\.(?:xml|rels)$/.test(name))
        expect(XMLValidator.validate(Buffer.from(bytes).toString())).toBe(true);
    }
    return { xml: Buffer.from(files['word/document.xml'] ?? []).toString(), names: Object.keys(files) };
  }

  it('has original and translation in two columns, a row for each paragraph', async () => {
    const { xml, names } = await documentOf(richResult);
    expect(names).toEqual(
      expect.arrayContaining(['[Content_Types].xml', 'word/document.xml', 'docProps/core.xml']),
    );
    const rows = xml.split('<w:tr>').slice(1);
    expect(rows).toHaveLength(1 + 3 + richResult.article.body.length);
    const texts = rows.map((row) =>
      row
        .split('<w:tc>')
        .slice(1)
        .map((cell) => [...cell.matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)].map(([, text]) => text).join(' ')),
    );
    expect(texts.every((cells) => cells.length === 2)).toBe(true);
    expect(texts[0]?.[1]).toContain('기계 번역(Amazon Translate)입니다.');
    expect(texts.at(-1)).toEqual([
      'Work starts in May. It will cost 18,000 pounds. The school will help.',
      '공사는 5월에 시작한다. 비용은 1만 7천 파운드다. 학교도 돕는다.',
    ]);
    expect(xml).toContain('<w:lang w:val="ko-KR" w:eastAsia="ko-KR"/>');
  });

  it('is the same file for the same article', async () => {
    const first = await renderDocx(richResult, 'ja');
    await new Promise((later) => setTimeout(later, 20));
    expect(Buffer.compare(first ?? Buffer.of(), (await renderDocx(richResult, 'ja')) ?? Buffer.of())).toBe(0);
  });

  it('is not there without a translation', async () => {
    expect(await renderDocx(exampleResult, 'ja')).toBeUndefined();
  });

  it('stays whole whatever the text', async () => {
    for (const result of hostile) expect((await documentOf(result)).xml).toContain('<w:tbl>');
  });
});

describe('article.md', () => {
  const ofSource = (result: typeof richResult): string =>
    renderMarkdown(result, sourceTexts(result.article, result.summary));
  const split = (markdown: string) => {
    const [, frontMatter = '', body = ''] = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(markdown) ?? [];
    return {
      facts: parseYaml(frontMatter) as Record<string, string>,
      html: new MarkdownIt({ html: true }).render(body),
    };
  };

  it('has the facts as front matter and the article in its forms', () => {
    const { facts, html } = split(ofSource(richResult));
    expect(facts).toEqual({
      title: 'Old orchard wins a second spring',
      description: 'Volunteers saved 340 trees from the saw.',
      author: 'Noor Adler, Tom Pike',
      date: '2026-04-02T09:30:00+01:00',
      source: 'https://news.example/orchard?a=1&b=2',
      site: 'The Elmford Post',
      lang: 'en',
      upload: 'news/2026/orchard.txt',
      processed: '2026-05-05T08:00:00.000Z',
    });
    expect(html).toContain('<h1>Old orchard wins a second spring</h1>');
    expect(html).toContain('<li>The council voted 7 to 4 on Thursday.</li>');
    expect(html).toContain(
      '<p>Elmford, April 2 — The orchard stays. The council voted 7 to 4 on Thursday.</p>',
    );
    expect(html).toContain('<h2>A plan for the trees</h2>');
    expect(html).toContain('<blockquote>');
  });

  it('takes no text for markup', () => {
    const tricky = [
      '# no heading',
      '1. no list',
      '- no list',
      '> no quote',
      '*no* _emphasis_ `code`',
      '[a](b) ![c](d)',
      '| a |',
      '&amp; 5 < 6',
      '+ plus',
      '=== x',
      '--- x',
      '~~~',
    ];
    for (const text of [...tricky, ...payloads]) {
      const { html } = split(ofSource(resultFull(text)));
      expect(html.match(/<(?!\/?(?:h1|p|em|ul|li|hr|blockquote)>)[a-z!]/gi)).toBeNull();
      const seen = text.replaceAll('\u0000', '\ufffd').replace(/\s+/g, ' ').trim();
      const escaped = seen
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/>/g, '&gt;')
        .replace(/"/g, '&quot;');
      expect(html).toContain(`<h1>${escaped}</h1>`);
    }
  });
});
