import { contentTerms } from '../text/words.ts';
import { headingText } from './block-features.ts';
import {
  cleanName,
  handleIn,
  isNameInHan,
  isPersonalName,
  joinNames,
  nameAlone,
  namesInMark,
  parseByline,
  peopleOnly,
  reporterInDateline,
  saysInterview,
  splitNames,
} from './byline.ts';
import { opensReport, splitDateline } from './dateline.ts';
import { type DateContext, namesBeforeDate, parseDate, statesUpdateOnly } from './dates.ts';
import { ownSummaryPath } from './document-page.ts';
import { splitGluedSection } from './glued-section.ts';
import { endsSentence, lineFacts } from './line-facts.ts';
import { type Block, isLink, type Page } from './page.ts';
import { claimsOf, hostOf, type PageClaims } from './page-claims.ts';
import { parseRelativeDate } from './relative-dates.ts';
import { slashOrderOf } from './slash-order.ts';

export interface FrontMatter {
  readonly headline?: string;
  /** What copying had glued to the headline; it is no part of it. */
  readonly section?: string;
  readonly standfirst?: string;
  readonly byline?: string;
  /** Of a line that has nothing else but the date; mostly it opens the text. */
  readonly dateline?: string;
  readonly publishedAt?: string;
  readonly siteName?: string;
  readonly url?: string;
  /** What each block that is part of it is; such a block is no part of the body. */
  readonly roles: ReadonlyMap<number, FrontMatterRole>;
}

export type FrontMatterRole = 'headline' | 'standfirst' | 'byline' | 'date';

/** How many blocks before the body's first one the headline is looked for in. */
const reach = 40;
/** Some sites print the date above the headline. */
const reachBeforeHeadline = 6;
/** A longer line of the body speaks of somebody. */
const longestByline = 120;
/** From the body's first block on, other blocks are looked at so far. */
const reachIntoBody = 3;
/** A byline or date line may stand among so many of an article's first paragraphs; further down it is a part of the text. */
export const reachOfFacts = 4;
/** A heading may be "訃報" or "Obituary"; a line without markup that is shorter is mostly a menu entry. */
const headlineLength = { shortestLine: 8, shortestHeading: 2, longest: 220, longestStatement: 100 };

/**
 * Finds headline, byline and date: what the page claims of itself, checked against what stands on it; for copied text, what
 * stands before the body and looks like it.
 *
 * @param isLabelled for each block, whether it was found to belong to the article's text
 */
export function readFrontMatter(page: Page, isLabelled: readonly boolean[], language: string): FrontMatter {
  const claims = claimsOf(page.evidence);
  const headline = findHeadline(page, claims, isLabelled, Math.max(0, isLabelled.indexOf(true)), language);
  const isBody = belowFacts(page, headline.index, isLabelled);
  const bodyStart = Math.max(0, isBody.indexOf(true));
  const roles = new Map<number, FrontMatterRole>();
  if (headline.index !== undefined) roles.set(headline.index, 'headline');

  const from = Math.max(0, (headline.index ?? bodyStart - reach) - reachBeforeHeadline);
  const start = Math.max(bodyStart, headline.index ?? 0);
  const opening = openingOf(page.blocks, isBody, start);
  const isOpening = new Set(opening);
  const nearby = page.blocks
    .map((block, index) => ({ block, index }))
    .slice(from, Math.max(start + reachIntoBody, (opening.at(-1) ?? 0) + 1))
    .filter(({ index }) => index < start + reachIntoBody || isOpening.has(index))
    .filter(({ block, index }) => index !== headline.index && !opensText(block));
  const named = nearby
    .filter(({ block, index }) => !isBody[index] || block.text.length < longestByline)
    .flatMap(({ block, index }) => {
      const names = parseByline(block.text);
      if (names !== undefined) return [{ index, names }];
      // "By" on one line, the name on the next.
      const next = page.blocks[index + 1]?.text ?? '';
      const both = byAlone.test(block.text)
        ? parseByline(`${block.text.replace(/\s*:$/, '')} ${next}`)
        : undefined;
      return both === undefined ? [] : [index, index + 1].map((place) => ({ index: place, names: both }));
    });
  const namesAuthor = ({ index }: { readonly index: number }): boolean =>
    !saysInterview(page.blocks[index]?.text ?? '');
  const isBelowHeadline = (index: number): boolean =>
    index > (headline.index ?? 0) && page.blocks[index]?.kind !== 'heading';
  const bylines = named.filter(
    (line) => namesAuthor(line) || (isBelowHeadline(line.index) && !named.some(namesAuthor)),
  );
  const firstText = page.blocks.find((_, index) => isBody[index])?.text ?? '';
  const writing: DateContext = {
    publisher: [claims.siteName, hostOf(claims.url), splitDateline(firstText).dateline].join(' '),
    slashOrder: slashOrderOf(page, claims, language),
  };
  const dates = nearby
    .filter(({ block }) => lineFacts(block).isDate)
    .map(({ block, index }) => ({
      index,
      date: dateIn(block, writing),
      isUpdate: statesUpdateOnly(block.text),
    }));
  const { savedAt } = page.evidence;
  const saidAgo = nearby.filter(({ block, index }) => isAgo(block) || !isBody[index]);
  const ago = saidAgo
    .map(({ block, index }) => ({ index, date: parseRelativeDate(block.text, savedAt ?? '') }))
    .find(({ date }) => date !== undefined);
  for (const { block, index } of saidAgo) if (isAgo(block)) roles.set(index, 'date');
  for (const { index } of ago === undefined ? dates : [...dates, ago]) roles.set(index, 'date');
  for (const { index } of bylines) roles.set(index, 'byline');
  const alone = nearby
    .filter(({ index }) => index > (headline.index ?? bodyStart))
    .flatMap(({ block, index }) => {
      const isBelowDate = roles.get(index - 1) === 'date';
      const linked = isBelowDate && isLink(block) ? peopleOnly(block.text) : undefined;
      const isLine = isBody[index] ? lineFacts(block).isDate : index < bodyStart;
      const names = linked ?? (isLine ? loneNames(block, page.blocks[index + 1]) : undefined);
      return names === undefined ? [] : [{ index, names }];
    });
  for (const { index } of alone) if (!roles.has(index)) roles.set(index, 'byline');
  const standfirst =
    findStandfirst(page, claims, headline.index, bodyStart, roles, isBody) ??
    findDeck(page, headline.index, roles, isLabelled, isBody, language);
  if (standfirst !== undefined) roles.set(standfirst.index, 'standfirst');

  const first = page.blocks.find((_, index) => isBody[index] && !roles.has(index))?.text ?? '';
  const { rest } = splitDateline(first);
  const onPage = page.blocks.find(({ datetime }) => datetime !== undefined)?.datetime;
  const above = dates
    .map(({ index }) => page.blocks[index]?.text ?? '')
    .map((text) => ({ text, dateline: splitDateline(text).dateline }))
    .find(({ dateline }) => dateline !== undefined);
  const signed = bracketedNames(page, isBody);
  const shown = [
    fullerOf(
      bylines[0] && withoutPlace(page, bylines[0]),
      reporterInDateline(first.slice(0, first.length - rest.length)),
    ),
    markedAuthors(page, from, isBody),
    signature(page, isBody),
    alone[0]?.names,
    above === undefined ? undefined : reporterInDateline(above.text),
    joinNames(signed?.names.filter(isNameInHan) ?? []),
    page.evidence.authorMarks
      .filter(({ block }) => block >= from && block < start + reachIntoBody)
      .map(({ text, block }) => handleIn(page.blocks[block]?.text ?? '', text))
      .find((name) => name !== undefined),
  ];
  const besideByline = bylines.map(({ index }) => parseDate(page.blocks[index]?.text ?? '', writing));
  const publications = dates.filter(({ isUpdate }) => !isUpdate);
  const stated = [
    ...publications.map(({ date }) => date),
    ...besideByline,
    ...dates.map(({ date }) => date),
  ].find((date) => date !== undefined);
  const published = withZone(claims.published[0] ?? stated, [
    ...claims.published,
    ...page.blocks.flatMap(({ datetime }) => (datetime === undefined ? [] : (parseDate(datetime) ?? []))),
  ]);
  const glued =
    page.mediaType === 'text/plain' && headline.text !== undefined && headline.index !== undefined
      ? splitGluedSection(
          headline.text,
          page.blocks.flatMap(({ text }, index) => (index === headline.index ? [] : [text])),
        )
      : undefined;
  const around = [
    ...nearby.map(({ block }) => block.text),
    ...page.evidence.authorMarks.map(({ text }) => text),
  ];
  const byline = chooseByline(claims, shown, around.join('\n').toLowerCase());
  if (signed?.names.every((name) => byline?.includes(name))) roles.set(signed.index, 'byline');
  return {
    headline: glued?.headline ?? headline.text,
    section: glued?.section,
    standfirst: standfirst?.text,
    byline,
    dateline: above?.dateline,
    publishedAt: published ?? (onPage === undefined ? ago?.date : parseDate(onPage, writing)),
    siteName: claims.siteName,
    url: claims.url,
    roles,
  };
}

/** In copied text what stands between the headline and a line that names the author or the day is no paragraph, whatever it was taken for. */
function belowFacts(
  { blocks, mediaType }: Page,
  headline: number | undefined,
  isLabelled: readonly boolean[],
): readonly boolean[] {
  if (mediaType !== 'text/plain' || headline === undefined) return isLabelled;
  const facts = blocks.slice(0, headline + 1 + reachOfFacts).findLastIndex(statesFact);
  return isLabelled.map((isBody, index) => isBody && !(index >= headline && index < facts));
}

/** The names of a line without what the markup leaves beside the author's: "Von Ida Marsh, Lindau". */
function withoutPlace(
  { evidence }: Page,
  { names, index }: { readonly names: string; readonly index: number },
): string {
  const marked = evidence.authorMarks
    .filter(({ block }) => block === index)
    .flatMap(({ text }) => namesInMark(text));
  const isName = (name: string): boolean => !/^\p{Lu}[\p{L}-]+$/u.test(name) || marked.includes(name);
  return (marked.length > 0 && joinNames(names.split(', ').filter(isName))) || names;
}

/** The names of the dateline where they are those of the byline and more. */
function fullerOf(byline: string | undefined, inDateline: string | undefined): string | undefined {
  const all = inDateline?.split(', ') ?? [];
  const isFuller = byline?.split(', ').every((name) => all.includes(name)) ?? true;
  return isFuller ? (inDateline ?? byline) : byline;
}

/** Who a line between headline and text names without saying that they wrote it. */
function loneNames(block: Block, below: Block | undefined): string | undefined {
  if (lineFacts(block).isDate) {
    const names = splitNames(namesBeforeDate(block.text) ?? '').flatMap((name) => cleanName(name) ?? []);
    return joinNames(names);
  }
  return nameAlone(block.text, below !== undefined && lineFacts(below).isDate, below?.text ?? '');
}

/** Is a paragraph of the article there to name its author or its date? */
export function statesFact(block: Block): boolean {
  const { text } = block;
  const isByline = text.length < longestByline && parseByline(text) !== undefined;
  return (isByline || lineFacts(block).isDate || isAgo(block)) && !opensText(block);
}

/** "【東京＝港太郎】2025年6月16日" opens no text: it is a line of its own. */
function opensText(block: Block): boolean {
  const isOwnLine = lineFacts(block).isDate && !endsSentence(block.text);
  return opensReport(block.text) && !isOwnLine;
}

/** Any time: whether a line counts from one does not depend on it. */
const someTime = '2000-01-01T00:00:00Z';
const longestAgo = 30;

/** "2 hours ago", and hardly more. */
function isAgo({ text }: Block): boolean {
  return text.length <= longestAgo && parseRelativeDate(text, someTime) !== undefined;
}

/** The body's first blocks, as many as have the first line, {@link reachOfFacts} paragraphs and what states a fact between them. */
function openingOf(blocks: readonly Block[], isBody: readonly boolean[], start: number): number[] {
  const opening: number[] = [];
  let paragraphs = 0;
  for (let index = start; index < blocks.length && paragraphs <= reachOfFacts; index++) {
    const block = blocks[index];
    if (block === undefined || !isBody[index]) continue;
    opening.push(index);
    if (!statesFact(block)) paragraphs++;
  }
  return opening;
}

const byAlone =
  /^(?:(?:written|words|text|story|posted) )?(?:by|von|par|por|text|autor(?:in)?|author)\s*:?$/i;
/** How far from the article's blocks an author's name may stand: below its last one, as a signature. */
const reachBelowBody = 6;
/** Names of one article stand together. */
const reachBetweenNames = 3;

/** The names that the markup calls authors': those before the text or, without such, those right below it. */
function markedAuthors({ evidence }: Page, from: number, isBody: readonly boolean[]): string | undefined {
  const bodyStart = isBody.indexOf(true);
  const bodyEnd = isBody.lastIndexOf(true);
  const marks = evidence.authorMarks
    .map(({ text, block }) => ({ names: namesInMark(text), block }))
    .filter(({ names }) => names.length > 0);
  const above = marks.filter(({ block }) => block >= from && block <= bodyStart + reachIntoBody);
  const below = marks.filter(({ block }) => block > bodyEnd && block <= bodyEnd + reachBelowBody);
  const group = above.length > 0 ? above : below;
  const first = group[0]?.block ?? 0;
  return joinNames(
    group.filter(({ block }) => block <= first + reachBetweenNames).flatMap(({ names }) => names),
  );
}

/** The reporter's own line right below the text, as Korean and Japanese papers print it. */
function signature({ blocks }: Page, isBody: readonly boolean[]): string | undefined {
  const end = isBody.lastIndexOf(true) + 1;
  const line = blocks.slice(end, end + reachBelowBody).find(({ text }) => reporterLine.test(text));
  return line === undefined ? undefined : parseByline(line.text);
}

/** "（港太郎）" as the text's last line or right below it, where Japanese papers sign. */
function bracketedNames(
  { blocks }: Page,
  isBody: readonly boolean[],
): { readonly names: readonly string[]; readonly index: number } | undefined {
  const last = isBody.lastIndexOf(true);
  for (const index of [last, last + 1]) {
    const block = blocks[index];
    if (block === undefined || lineFacts(block).rule !== undefined) continue;
    const names = bracketed.exec(block.text)?.[1];
    if (names !== undefined) return { names: names.split(/[・、]/u), index };
  }
  return undefined;
}

const bracketed = /^[（(【](\p{Script=Han}{2,8}(?:[・、]\p{Script=Han}{2,8})*)[）)】]$/u;

const reporterLine = /^.{0,20}(?:기자|특파원|記者|特派員)(?:(?:구독|\s).*)?$/u;

/**
 * The byline: what the page claims, unless what it shows names the same people and more; then what it shows; then the house.
 */
function chooseByline(
  { authors, houseAuthors }: PageClaims,
  shown: readonly (string | undefined)[],
  around: string,
): string | undefined {
  const seen = shown.filter((names) => names !== undefined);
  const isElsewhere = (names: readonly string[]): boolean =>
    seen[0]?.split(', ').every(isPerson) === true &&
    !names.some((name) => isPerson(name) || around.includes(name.toLowerCase()));
  const claimed = authors.find((names) => !isElsewhere(names));
  if (claimed === undefined) return seen[0] ?? joinNames(houseAuthors.slice(0, 1));
  const fuller = seen.find((names) => {
    const all = names.split(', ');
    const added = all.filter((name) => !claimed.some((known) => known.toLowerCase() === name.toLowerCase()));
    return all.length === claimed.length + added.length && added.length > 0 && added.every(isPersonalName);
  });
  return fuller ?? joinNames(claimed);
}

/** Is it the name of one, as Latin letters, Hangul or Han write it? */
function isPerson(name: string): boolean {
  return isPersonalName(name) || /^(?:[가-힣]{2,4}|\p{Script=Han}{2,5})$/u.test(name);
}

/** Class names of a standfirst in the templates of news sites. */
const standfirstPath =
  /standfirst|sub-?(?:title|headline|head)\b|\b(?:deck|dek|lede|strapline|kicker-text)\b|article-?_?(?:summary|intro|description|lead)|story-?_?(?:summary|intro|deck)/i;
/** Class names of a standfirst where it is set so alone, right below the headline; else they are those of any paragraph. */
const leadStep = /(?:^|[\s.])(?:lead|sub|intro|chapo|vorspann)(?=\s|$)/i;
const leadStepOf = ({ path }: Block): string | undefined =>
  path.slice(-2).find((step) => leadStep.test(step));
const standfirstLength = { shortest: 20, longest: 400 };

/** What stands between headline and text and says what the article is about: marked as that, or said by the page of itself. */
function findStandfirst(
  { blocks }: Page,
  { descriptions }: PageClaims,
  headlineIndex: number | undefined,
  bodyStart: number,
  roles: ReadonlyMap<number, FrontMatterRole>,
  isBody: readonly boolean[],
): { readonly text: string; readonly index: number } | undefined {
  if (headlineIndex === undefined) return undefined;
  const described = descriptions.map(headingText);
  const end = Math.min(Math.max(bodyStart, headlineIndex) + reachIntoBody, blocks.length);
  const belowHeadline = blocks.find((_, index) => index > headlineIndex && !roles.has(index));
  const step = belowHeadline && leadStepOf(belowHeadline);
  const hasLead = step !== undefined && blocks.filter((block) => leadStepOf(block) === step).length === 1;
  for (let index = headlineIndex + 1; index < end; index++) {
    const block = blocks[index];
    if (block === undefined) break;
    const { text, path } = block;
    const { length } = text;
    if (path.includes(ownSummaryPath)) continue;
    if (length < standfirstLength.shortest || length > standfirstLength.longest || roles.has(index)) continue;
    const leadsToText = isBody.indexOf(true, index + 1) > 0 && !opensReport(text);
    const isLead = hasLead && block === belowHeadline && leadsToText && saysSomething(text);
    const isMarked = standfirstPath.test(path.slice(-2).join(' ')) || isLead;
    // With a dateline it is the first paragraph, whatever the page describes itself by.
    const isDescription = described.includes(headingText(text)) && leadsToText;
    const isRepeated = blocks.some(
      (later, place) =>
        isBody[place] && place > index && later.text.length > length && later.text.includes(text),
    );
    if ((isMarked || isDescription) && !isRepeated && lineFacts(block).rule === undefined)
      return { text, index };
  }
  return undefined;
}

function dateIn({ text, datetime }: Block, writing: DateContext): string | undefined {
  const printed = parseDate(text, writing);
  const stated = datetime === undefined ? undefined : parseDate(datetime);
  return printed !== undefined && isSameWithTime(printed, text, stated) ? stated : (printed ?? stated);
}

const dayLength = 86_400_000;

/** Is it the one day that a line prints, with its time? In another zone it may be the day before or after. */
function isSameWithTime(printed: string, line: string, stated: string | undefined): boolean {
  const isOneDay = !printed.includes('T') && line.match(/\d{4}/g)?.length === 1;
  if (!isOneDay || !endsInZone.test(stated ?? '') || stated?.includes('T00:00')) return false;
  return Math.abs(Date.parse((stated ?? '').slice(0, 10)) - Date.parse(printed)) <= dayLength;
}

const localMinute = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const endsInZone = /(?:Z|[+-]\d\d:\d\d)$/;

/** A local time, with the zone that the page states elsewhere for the same minute. */
function withZone(date: string | undefined, claimed: readonly string[]): string | undefined {
  const minute = localMinute.exec(date ?? '')?.[0];
  if (date === undefined || minute === undefined || endsInZone.test(date)) return date;
  const zone = claimed
    .filter((claim) => claim.startsWith(minute))
    .map((claim) => endsInZone.exec(claim.slice(minute.length))?.[0])
    .find((found) => found !== undefined);
  return `${date}${zone ?? ''}`;
}

interface FoundHeadline {
  readonly text?: string;
  readonly index?: number;
}

function findHeadline(
  page: Page,
  claims: PageClaims,
  isBody: readonly boolean[],
  bodyStart: number,
  language: string,
): FoundHeadline {
  const start = Math.max(0, bodyStart - reach);
  // Most pages have a headline that is found without it.
  let found: ReadonlySet<string> | undefined;
  const about = (): ReadonlySet<string> => {
    found ??= termsOfText(page, isBody, language);
    return found;
  };
  const speaksOfText = ({ text }: Block): boolean => saysWhatTextSays(text, about(), language);
  // The text speaks of who was asked, not of who asked; and who asked stands below the headline.
  const isInterviewer = (block: Block, index: number): boolean =>
    block.kind !== 'heading' && (isFullLine(page.blocks[index - 1]?.text ?? '') || !speaksOfText(block));
  const candidates = page.blocks
    .map((block, index) => ({ block, index }))
    .slice(start, bodyStart + reachIntoBody)
    .filter(
      ({ block, index }) =>
        couldBeHeadline(block) &&
        !(saysInterview(block.text) && isInterviewer(block, index)) &&
        (!isBody[index] || block.kind === 'heading' || !endsAsSentence.test(block.text)),
    );

  // A text that begins with its article begins with the headline, or has none.
  const [opening] = page.blocks;
  if (
    page.mediaType === 'text/plain' &&
    isBody[0] &&
    opening !== undefined &&
    claims.headlines.length === 0
  ) {
    const { longest, longestStatement } = headlineLength;
    const isHeadline = endsAsStatement.test(opening.text)
      ? page.isSpaced && opening.text.length <= longestStatement
      : opening.text.length <= longest;
    return isHeadline ? { text: opening.text, index: 0 } : {};
  }
  if (page.isSpaced && bodyStart === 1 && opening !== undefined && couldBeHeadline(opening))
    return { text: opening.text, index: 0 };

  const top = candidates.filter(({ block }) => block.level === 1).at(-1);
  const textStart = page.blocks.findIndex(({ kind }, index) => isBody[index] && kind !== 'heading');
  // A page may be titled by the name of its site alone, which stands above the heading of the text as well.
  const isNameOfSite = ({ block, index }: { readonly block: Block; readonly index: number }): boolean =>
    top !== undefined &&
    index < top.index &&
    top.index < textStart &&
    speaksOfText(top.block) &&
    !(block.kind === 'heading' && speaksOfText(block));
  // The claim that stands on the page is the headline as readers saw it.
  for (const claim of claims.headlines) {
    const wanted = headingText(claim);
    const shown =
      candidates.findLast(({ block }) => headingText(block.text) === wanted) ??
      page.blocks
        .map((block, index) => ({ block, index }))
        .find(
          ({ block, index }) =>
            !isBody[index] && block.kind === 'heading' && headingText(block.text) === wanted,
        );
    if (shown !== undefined && !isNameOfSite(shown)) return { text: shown.block.text, index: shown.index };
  }
  // Below the text's start it is another article's.
  const isOnlyTop =
    page.blocks
      .slice(0, textStart)
      .filter(({ level, text }) => level === 1 && !claims.headlines.includes(text)).length === 1;
  const isHeadline = (block: Block): boolean =>
    claims.headlines.length === 0 ||
    isLike(block.text, claims.headlines) ||
    (isOnlyTop && isFullLine(block.text) && speaksOfText(block));
  if (top !== undefined && page.mediaType === 'text/html' && isHeadline(top.block))
    return { text: top.block.text, index: top.index };
  if (claims.headlines[0] !== undefined) {
    const alike = candidates.find(
      ({ block }) => block.kind === 'heading' && isLike(block.text, claims.headlines),
    );
    return alike === undefined
      ? { text: claims.headlines[0] }
      : { text: alike.block.text, index: alike.index };
  }

  let best: (FoundHeadline & { readonly worth: number }) | undefined;
  for (const { block, index } of candidates) {
    const worth = headlineWorth(page.blocks, block, index, index - bodyStart, about(), language);
    if (worth > (best?.worth ?? minHeadlineWorth)) best = { text: block.text, index, worth };
  }
  return (
    aboveDeck(page, candidates, best?.index, about(), language) ??
    best ??
    shortHeadline(page.blocks, bodyStart)
  );
}

/** What does not may be the name of the site. */
function saysWhatTextSays(text: string, about: ReadonlySet<string>, language: string): boolean {
  return shareOf(contentTerms(text, language), about) >= minShareOfDeck;
}

function termsOfText({ blocks }: Page, isBody: readonly boolean[], language: string): ReadonlySet<string> {
  return new Set(
    blocks.filter((_, index) => isBody[index]).flatMap(({ text }) => contentTerms(text, language)),
  );
}

/** A deck says as much of the text as the headline above it, and stands nearer to it. More lines in a row are a list of articles. */
function aboveDeck(
  { mediaType, blocks }: Page,
  candidates: readonly { readonly block: Block; readonly index: number }[],
  deck: number | undefined,
  about: ReadonlySet<string>,
  language: string,
): FoundHeadline | undefined {
  if (mediaType !== 'text/plain' || deck === undefined) return undefined;
  const speaksOfText = (index: number): boolean =>
    candidates.some(
      ({ block, index: place }) =>
        place === index && isFullLine(block.text) && saysWhatTextSays(block.text, about, language),
    );
  const index = deck - 1;
  const [text = '', below = ''] = blocks.slice(Math.max(0, index), deck + 1).map((block) => block.text);
  const isHeadline =
    quotedWhole.test(text) || (speaksOfText(index) && speaksOfText(deck) && !speaksOfText(index - 1));
  return isHeadline && !isLike(text, [below]) ? { text, index } : undefined;
}

/** What somebody said, as a headline; the words of the text may be others. */
const quotedWhole = /^["“„«‘「『][^"“”„«»‘「」『』]{8,}["“”»’」』]$/u;
/** Headline and deck both have this share of a full headline's words out of the text. */
const minShareOfDeck = 0.35;
/** Shorter is a section, a series, a button. */
const fullLineLength = { eastAsian: 10, other: 25 };
const notHeadline = /^https?:|[>»›←→]|\s[/|]\s|^[【［[(（][^】］\])）]*[】］\])）]$/u;
const eastAsian = /[\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]{2}/u;

function isFullLine(text: string): boolean {
  const least = eastAsian.test(text) ? fullLineLength.eastAsian : fullLineLength.other;
  return text.length >= least && parseDate(text) === undefined && !notHeadline.test(text);
}

/** Endings glued to Korean and Japanese words hide what these share with the text; of other lines, names and titles have capitals. */
function saysSomething(text: string): boolean {
  return eastAsian.test(text) || (text.match(/(?<!\p{L})\p{Ll}{3,}/gu)?.length ?? 0) >= fewestWordsSaid;
}

/** "Harbour News wire services" has two. */
const fewestWordsSaid = 3;

/** The line between the headline and what leads to the text: copied text has no markup that would tell. */
function findDeck(
  page: Page,
  headline: number | undefined,
  roles: ReadonlyMap<number, FrontMatterRole>,
  isLabelled: readonly boolean[],
  isBody: readonly boolean[],
  language: string,
): { readonly text: string; readonly index: number } | undefined {
  if (page.mediaType !== 'text/plain' || headline === undefined) return undefined;
  const index = headline + 1;
  const [deck, below] = page.blocks.slice(index, index + 2);
  if (deck === undefined || below === undefined || isBody[index] || roles.has(index)) return undefined;
  if (deck.path.includes(ownSummaryPath)) return undefined;
  const leadsToText =
    isLabelled[index] || isBody[index + 1] || roles.has(index + 1) || lineFacts(below).rule !== undefined;
  // Whatever stands below a whole sentence: a caption, a section, a name.
  const isSentence = endsSentence(deck.text) && saysSomething(deck.text);
  const isAgain = isLike(deck.text, [page.blocks[headline]?.text ?? '']);
  if (!(leadsToText || isSentence) || isAgain || !couldBeHeadline(deck) || !isFullLine(deck.text))
    return undefined;
  const share = shareOf(contentTerms(deck.text, language), termsOfText(page, isBody, language));
  // Right above byline or date stands hardly anything else that says something.
  const least = roles.has(index + 1) && saysSomething(deck.text) ? 0 : minShareOfDeck;
  return share >= least ? { text: deck.text, index } : undefined;
}

/** How much of the terms is the text's, where few terms count as less. */
function shareOf(terms: readonly string[], about: ReadonlySet<string>): number {
  if (terms.length < 2) return 0;
  const shared = terms.filter((term) => about.has(term)).length / terms.length;
  return shared * Math.min(1, terms.length / 5);
}

/** A line too short to be told from a menu entry, but for the byline or date between it and the text. */
function shortHeadline(blocks: readonly Block[], bodyStart: number): FoundHeadline {
  let textStart = bodyStart;
  // It may be taken for the first line of the text.
  if (isFact(blocks[bodyStart + 1]) && !endsAsSentence.test(blocks[bodyStart]?.text ?? '')) textStart++;
  while (isFact(blocks[textStart])) textStart++;
  let index = textStart - 1;
  while (isFact(blocks[index])) index--;
  const block = blocks[index];
  if (block === undefined || index === textStart - 1 || block.text.length < headlineLength.shortestHeading)
    return {};
  const isWords = lineFacts(block).rule === undefined && /\p{L}{2}/u.test(block.text);
  return isWords ? { text: block.text, index } : {};
}

function isFact(block: Block | undefined): boolean {
  return block !== undefined && (lineFacts(block).isDate || parseByline(block.text) !== undefined);
}

/** Do the texts share most of their letters in order, as a headline and its shorter form do? */
function isLike(text: string, claims: readonly string[]): boolean {
  const letters = headingText(text);
  return (
    letters.length >= 8 &&
    claims.some((claim) => headingText(claim).includes(letters) || letters.includes(headingText(claim)))
  );
}

function couldBeHeadline(block: Block): boolean {
  const { text, kind } = block;
  const shortest = kind === 'heading' ? headlineLength.shortestHeading : headlineLength.shortestLine;
  if (text.length < shortest || text.length > headlineLength.longest) return false;
  const { rule, isDate } = lineFacts(block);
  const isByline = parseByline(text) !== undefined && !saysInterview(text);
  if (kind === 'caption' || isDate || isByline) return false;
  return rule === undefined && /\p{L}{2}/u.test(text) && !bullet.test(text);
}

const bullet = /^[-*•·▪◦]\s/u;

const endsAsSentence = /[.。!！?？]["'”’」』)]*$/u;
/**
 * A text's first line that asks or calls out is its headline: of 725 labelled articles one in twenty has such a headline, and few
 * have none and begin with such a paragraph. One that states something and is closed by a full stop is so only where it is short and every
 * line stands between empty ones, as in our own `article.txt`: of 579 labelled headlines twelve end like that.
 */
const endsAsStatement = /(?<!\.\.)[.。]["'”’」』)]*$/u;

/** Below this, nothing before the body looks like a headline. */
const minHeadlineWorth = 0.35;

/** How much a line of copied text looks like the headline: it says what the body says, stands alone, is followed by a byline or a date. */
function headlineWorth(
  blocks: readonly Block[],
  block: Block,
  index: number,
  distance: number,
  about: ReadonlySet<string>,
  language: string,
): number {
  const terms = contentTerms(block.text, language);
  if (terms.length < 2) return 0;
  const isSentence = endsAsSentence.test(block.text) ? 0.35 : 0;
  const isTeaser = /(?:…|\.\.\.)$/.test(block.text) ? 0.5 : 0;
  const isName = /^\p{Lu}\S+ \p{Lu}\S+$/u.test(block.text) ? 0.2 : 0;
  const isFollowed = blocks.slice(index + 1, index + 7).some(isFact) ? 0.5 : 0;
  const isHeading = block.kind === 'heading' ? 0.4 - 0.05 * block.level : 0;
  return (
    shareOf(terms, about) +
    isFollowed +
    isHeading -
    isSentence -
    isTeaser -
    isName -
    0.02 * Math.abs(distance)
  );
}
