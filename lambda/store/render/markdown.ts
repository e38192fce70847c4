import { nameOf, type ParagraphKind, type ProcessedArticle } from '../../article.ts';
import { printedParagraphs, type Texts } from './text.ts';

/**
 * `article.md`: front matter in YAML, the summary as a list, the article; CommonMark.
 *
 * Nothing in the text is taken for markup. The values of the front matter are written as JSON strings, which YAML reads.
 *
 * @param translator who made these texts, where they are a translation
 */
export function renderMarkdown(
  { article, ref, processedAt }: ProcessedArticle,
  texts: Texts,
  translator?: string,
): string {
  const facts: Readonly<Record<string, string | undefined>> = {
    title: texts.headline,
    description: texts.standfirst,
    author: article.byline,
    date: article.publishedAt,
    source: article.url,
    site: article.siteName,
    lang: texts.language,
    translator,
    upload: nameOf(ref),
    processed: processedAt,
  };
  const frontMatter = Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${yamlString(value ?? '')}\n`);
  const kinds = article.body.map(({ kind }) => kind);
  const blocks = [
    texts.headline === undefined ? undefined : `# ${inline(texts.headline)}`,
    texts.standfirst === undefined ? undefined : `*${inline(texts.standfirst)}*`,
    texts.summary.map((sentence) => `- ${inline(sentence)}`).join('\n'),
    texts.summary.length === 0 ? undefined : '---',
    ...printedParagraphs(texts).map((paragraph, index) => block(paragraph, kinds[index] ?? 'text')),
  ];
  return `---\n${frontMatter.join('')}---\n\n${blocks.filter((text) => text !== undefined && text !== '').join('\n\n')}\n`;
}

const opening: Readonly<Record<ParagraphKind, string>> = {
  text: '',
  subheading: '## ',
  'list-item': '- ',
  quote: '> ',
};

function block(paragraph: string, kind: ParagraphKind): string {
  return opening[kind] + inline(paragraph);
}

/** Any ASCII punctuation may be escaped; spec.commonmark.org/0.31.2/#backslash-escapes */
function inline(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>&~|$]/g, '\\$&')
    .replace(/^(?:[#+=-]|\d{1,9}[.)])/, (start) => `${start.slice(0, -1)}\\${start.slice(-1)}`);
}

/** JSON's escapes are YAML's; what YAML calls unprintable or a line break is escaped as well. */
function yamlString(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
