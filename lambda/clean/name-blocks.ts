import type { BlockName, RuleName } from '../article.ts';
import { parseByline } from './byline.ts';
import { isCommentsHead } from './closing-lines.ts';
import { endsSentence, lineFacts } from './line-facts.ts';
import { type Block, type BlockKind, isLink } from './page.ts';

export interface NamedBlock {
  readonly name: BlockName;
  /** What it was told by: a rule, a class of the markup, its shape, what stands before it. */
  readonly evidence: string;
}

/** What is known of a block before it gets its name. */
export interface JudgedBlock {
  readonly block: Block;
  readonly role: 'headline' | 'standfirst' | 'byline' | 'date' | 'body' | 'removed';
  readonly rule?: RuleName;
}

const nameOfRule: Readonly<Record<RuleName, BlockName>> = {
  advertisement: 'advertisement',
  'app-prompt': 'advertisement',
  'share-bar': 'share',
  'reading-time': 'counter',
  counter: 'counter',
  'read-more': 'related',
  'related-heading': 'related',
  'auto-published-disclaimer': 'legal',
  copyright: 'legal',
  'legal-notice': 'legal',
  'no-republication': 'legal',
  'korean-tail': 'navigation',
  'korean-reporter-line': 'byline',
  'japanese-tail': 'navigation',
  newsletter: 'subscription',
  paywall: 'subscription',
  'cookie-notice': 'legal',
  'tags-line': 'tags',
  'hashtags-line': 'tags',
  'picture-credit': 'caption',
  'credit-in-brackets': 'caption',
  'caption-with-credit': 'caption',
  'asian-caption': 'caption',
  'agency-tail': 'author-note',
  'author-note': 'author-note',
  'repeated-text': 'pull-quote',
  'page-furniture': 'navigation',
  'truncated-teaser': 'teaser',
  'glued-section': 'navigation',
  'struck-out': 'other',
};

/** Class names, ids and elements of news sites' templates; of those in one step, the first counts. */
const nameOfStep: readonly (readonly [BlockName, RegExp])[] = [
  ['comment', /comment|disqus|discussion|\brepl(?:y|ies)\b|testimonial|guestbook|kommentar/i],
  ['caption', /caption|credit|^figure/i],
  ['subscription', /newsletter|subscri|sign-?up|paywall|log-?in|register/i],
  ['share', /share|sharing|social|follow-/i],
  ['advertisement', /\bad[sv]?\b|advert|sponsor|outbrain|taboola/i],
  ['legal', /copyright|legal|disclaimer|cookie|consent|privacy/i],
  [
    'related',
    /related|recommend|\bmore-|\bmost-|popular|trending|latest|read-?(?:more|next|also)|similar|also-/i,
  ],
  ['tags', /\btags?\b|topics?\b|keyword/i],
  ['author-note', /\bbio\b|about-?author|author-?(?:bio|box|info)/i],
  [
    'navigation',
    /^nav\b|\bnav|menu|bread-?crumb|^footer|footer|^header\b|side-?bar|^aside|masthead|toolbar/i,
  ],
  ['teaser', /teaser|\bcard|promo|carousel|slider/i],
];
/** Does an element's name or mark say that it is no part of an article's text? Figures may be tables and quotations. */
export function namesFurniture(step: string): boolean {
  return nameOfStep.some(([name, words]) => name !== 'caption' && words.test(step));
}

/** Elements around a block that are asked, from the innermost outwards. */
const stepsAsked = 7;

const bodyNames: Readonly<Record<BlockKind, BlockName>> = {
  heading: 'subheading',
  paragraph: 'paragraph',
  'list-item': 'list',
  quote: 'quote',
  'table-row': 'table',
  caption: 'caption',
  preformatted: 'paragraph',
  line: 'paragraph',
};

/**
 * Says of every block of a page what it is. What belongs to the article was decided before; this is for people who want to know
 * why a block is not in it.
 */
export function nameBlocks(blocks: readonly JudgedBlock[]): NamedBlock[] {
  let section: NamedBlock | undefined;
  // What stands in the text as a whole is no quotation pulled out of it.
  const kindsKept = new Map(
    blocks.filter(({ role }) => role === 'body').map(({ block }) => [block.text, block.kind]),
  );
  return blocks.map(({ block, role, rule }) => {
    if (role === 'body') {
      section = undefined;
      return { name: bodyNames[block.kind], evidence: `kind ${block.kind}` };
    }
    if (role !== 'removed') return { name: role, evidence: 'front matter' };
    if (rule !== undefined) {
      const again = rule === 'repeated-text' ? kindsKept.get(block.text) : undefined;
      const name =
        again === undefined ? nameOfRule[rule] : bodyNames[again === 'caption' ? again : block.kind];
      const named = { name, evidence: `rule ${rule}` };
      if (isCommentsHead(block)) section = { name: 'comment', evidence: `below "${block.text}"` };
      else if (named.name === 'related') section = { name: 'related', evidence: `below "${block.text}"` };
      return named;
    }
    return byMarkup(block) ?? section ?? byShape(block);
  });
}

function byMarkup({ kind, path }: Block): NamedBlock | undefined {
  if (kind === 'caption') return { name: 'caption', evidence: 'kind caption' };
  for (const step of path.slice(-stepsAsked).reverse()) {
    const found = nameOfStep.find(([, words]) => words.test(step));
    if (found !== undefined) return { name: found[0], evidence: `in ${step}` };
  }
  return undefined;
}

/** A shorter line without an end leads somewhere; a longer one tells of something. */
const entryLength = { words: 5, characters: 16 };

function byShape(block: Block): NamedBlock {
  const { kind, text } = block;
  if (lineFacts(block).isDate) return { name: 'date', evidence: 'states a date' };
  if (parseByline(text) !== undefined) return { name: 'byline', evidence: 'names somebody as author' };
  if (/(?:…|\.{3})$/.test(text)) return { name: 'teaser', evidence: 'is cut off' };
  if (endsSentence(text)) return { name: 'other', evidence: 'sentences that are not the article' };
  const isShort = text.length < entryLength.characters || text.split(/\s+/).length <= entryLength.words;
  if (isShort) return { name: 'navigation', evidence: 'a short line without an end' };
  if (isLink(block)) return { name: 'teaser', evidence: 'leads to another page' };
  if (kind === 'heading') return { name: 'teaser', evidence: 'a heading outside the article' };
  return { name: 'other', evidence: 'a line without an end' };
}
