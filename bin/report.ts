import { join } from 'node:path';
import {
  addUsage,
  dollarsPerCharacter,
  noUsage,
  type Outcome,
  type ProcessedArticle,
  targetLanguages,
  type Usage,
} from '../lambda/article.ts';
import type { Foreseen } from '../lambda/estimate.ts';
import type { Log } from '../lambda/ports.ts';
import { inDollars } from '../lambda/store/cost.ts';
import type { EarlierResult } from './earlier-results.ts';

/** What became of one file: what the pipeline says, or what kept it from saying anything. */
export type FileOutcome = Outcome | { readonly status: 'failed'; readonly message: string };

const languageNames = { ko: '한국어', ja: '日本語' } as const;

/** Progress for the person who waits, on standard error. */
export function createProgressLog(write: (text: string) => void): Log {
  const line = (message: string, facts: Readonly<Record<string, unknown>>): void => {
    const { key: _, ...rest } = facts;
    const details = Object.entries(rest).map(([name, value]) => `${inWords(name)} ${value}`);
    write(`  ${message}${details.length === 0 ? '' : `: ${details.join(', ')}`}\n`);
  };
  return {
    info: line,
    error: (message, error, facts) => line(message, { ...facts, error: messageOf(error) }),
  };
}

function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** The message and what lies behind it, as far as it adds something. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : messageOf(error.cause);
  return cause === '' || error.message.includes(cause) ? error.message : `${error.message} (${cause})`;
}

/** What is printed for one file on standard output. */
export function describeOutcome(
  key: string,
  folder: string,
  outcome: FileOutcome,
  showsTexts: boolean,
): string {
  switch (outcome.status) {
    case 'stored':
      return showsTexts
        ? describeResult(key, folder, outcome.result)
        : `${[`${key}: stored in ${folder}`, ...warningLines(outcome.result)].join('\n')}\n`;
    case 'unchanged':
      return `${key}: unchanged, its result is in ${folder}\n`;
    case 'unpacked':
      return `${key}: unpacked, ${counted(outcome.articles.length, 'article')}${describeSkipped(outcome.skipped)}, listed in ${join(folder, 'article.json')}\n`;
    case 'gone':
      return `${key}: is gone, nothing to do\n`;
    case 'rejected':
      return `${key}: rejected (${outcome.reason}). ${outcome.message}\n`;
    case 'failed':
      return `${key}: failed. ${outcome.message}\n`;
  }
}

/** Said where a result is gone that was of another file, or of the same one before it was changed. */
export function describeReplaced(key: string, { headline }: EarlierResult): string {
  const name = headline === undefined ? '' : `, “${headline}”`;
  return `${key}: the earlier result of this name was of another text${name}, and is replaced. Another --out keeps both.\n`;
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}

function describeSkipped(names: readonly string[]): string {
  if (names.length === 0) return '';
  const more = names.length > keysNamed ? ', …' : '';
  return ` (left out: ${counted(names.length, 'other file')}, ${names.slice(0, keysNamed).join(', ')}${more})`;
}

function warningLines({ article }: ProcessedArticle): string[] {
  return article.warnings.map((warning) => `  Warning: ${warning}`);
}

function describeResult(key: string, folder: string, result: ProcessedArticle): string {
  const { article, summary, translations, usage } = result;
  const facts = [article.byline, article.dateline, article.publishedAt].filter((fact) => fact !== undefined);
  const lines = [
    key,
    '',
    ...(article.headline === undefined ? [] : [article.headline]),
    ...(facts.length === 0 ? [] : [facts.join(' · ')]),
    ...summary.map(({ text }) => `  • ${text}`),
    '',
    ...warningLines(result).flatMap((line, index, { length }) =>
      index === length - 1 ? [line, ''] : [line],
    ),
  ];
  for (const target of targetLanguages) {
    const translation = translations[target];
    if (translation === undefined || translation.status === 'source') continue;
    if (translation.status === 'unavailable') {
      lines.push(`${languageNames[target]}: unavailable. ${translation.reason}`, '');
      continue;
    }
    const findings = translation.findings.length === 0 ? '' : `, ${translation.findings.length} to check`;
    lines.push(`${languageNames[target]} (translator: ${translation.translator}${findings})`);
    if (translation.headline !== undefined) lines.push(translation.headline);
    lines.push(...translation.summary.map((sentence) => `  • ${sentence}`), '');
  }
  lines.push(
    `Characters: ${describeUsage(usage)}`,
    `Files: ${folder}`,
    `Open next: ${join(folder, 'index.html')}`,
    '',
  );
  return `${lines.join('\n')}\n`;
}

function describeUsage({ charactersTranslated, charactersReused }: Usage): string {
  return `${charactersTranslated.toLocaleString('en')} sent to the translator, ${charactersReused.toLocaleString('en')} reused from the memory`;
}

/** What is foreseen for one article, or what keeps it from being foreseen. */
export type ForeseenRecord = { readonly key: string } & (
  | Foreseen
  | { readonly status: 'failed'; readonly message: string }
);

/** A line for one article of a dry run. */
export function describeForeseenArticle(record: ForeseenRecord): string {
  switch (record.status) {
    case 'foreseen':
      return `${record.key}: ${describeForeseenUsage(record.usage)}\n`;
    case 'unchanged':
      return `${record.key}: unchanged, nothing to send\n`;
    case 'rejected':
      return `${record.key}: rejected (${record.reason}). ${record.message}\n`;
    case 'failed':
      return `${record.key}: failed. ${record.message}\n`;
  }
}

function describeForeseenUsage({ charactersTranslated, charactersReused, requests }: Usage): string {
  const count = (value: number): string => value.toLocaleString('en');
  const inRequests = `${count(requests)} ${requests === 1 ? 'request' : 'requests'}`;
  return `${count(charactersTranslated)} characters to send in ${inRequests}, ${count(charactersReused)} reused`;
}

/** The closing line of a dry run, and the opening one of a run over several files. */
export function describeForeseen(
  records: readonly ForeseenRecord[],
  translator: string,
  isBilled: boolean,
): string {
  const usage = records.reduce(
    (sum, record) => (record.status === 'foreseen' ? addUsage(sum, record.usage) : sum),
    noUsage,
  );
  const articles = records.filter(({ status }) => status === 'foreseen').length;
  const cost = isBilled
    ? `: ${inDollars(usage.charactersTranslated * dollarsPerCharacter)} at list price`
    : '';
  return `${translator}, ${articles} ${articles === 1 ? 'article' : 'articles'}: ${describeForeseenUsage(usage)}${cost}. Second tries of sentences with errors may add up to a tenth.\n`;
}

/** One line of JSON for scripts. */
export function outcomeRecord(key: string, folder: string, outcome: FileOutcome): string {
  const record: Record<string, unknown> = { key, status: outcome.status };
  if (outcome.status === 'stored') {
    const { article, summary, translations, usage } = outcome.result;
    record.folder = folder;
    record.language = article.language;
    record.headline = article.headline;
    record.summary = summary.map(({ text }) => text);
    record.translations = Object.fromEntries(
      Object.entries(translations).map(([target, translation]) => [target, translation.status]),
    );
    record.usage = usage;
    record.warnings = article.warnings;
  }
  if (outcome.status === 'unpacked') {
    record.folder = folder;
    record.articles = outcome.articles.map(({ entry, status }) => ({ entry, status }));
    record.skipped = outcome.skipped;
  }
  if (outcome.status === 'unchanged') record.folder = folder;
  if (outcome.status === 'rejected') record.reason = outcome.reason;
  if (outcome.status === 'rejected' || outcome.status === 'failed') record.message = outcome.message;
  return `${JSON.stringify(record)}\n`;
}

/** What a run came to. */
export interface Totals {
  readonly counts: Readonly<Record<FileOutcome['status'], number>>;
  /** Keys of what was rejected or failed, by reason. */
  readonly troubles: ReadonlyMap<string, readonly string[]>;
  /** Articles stored that have a warning. */
  readonly warned: number;
  /** Of what was stored. */
  readonly usage: Usage;
}

/** What was sent in the run, whatever became of it. */
export interface SentInAll {
  readonly characters: number;
  /** By the character, at {@link dollarsPerCharacter}. */
  readonly isBilled: boolean;
}

export const noTotals: Totals = {
  counts: { stored: 0, unchanged: 0, unpacked: 0, gone: 0, rejected: 0, failed: 0 },
  troubles: new Map(),
  warned: 0,
  usage: noUsage,
};

export function addToTotals(totals: Totals, key: string, outcome: FileOutcome): Totals {
  const counts = { ...totals.counts, [outcome.status]: totals.counts[outcome.status] + 1 };
  if (outcome.status === 'rejected' || outcome.status === 'failed') {
    const reason = outcome.status === 'rejected' ? outcome.reason : 'failed';
    const keys = [...(totals.troubles.get(reason) ?? []), key];
    return { ...totals, counts, troubles: new Map([...totals.troubles, [reason, keys]]) };
  }
  if (outcome.status !== 'stored') return { ...totals, counts };
  const { article, usage } = outcome.result;
  const warned = totals.warned + (article.warnings.length > 0 ? 1 : 0);
  return { ...totals, counts, warned, usage: addUsage(totals.usage, usage) };
}

/** More keys than these are counted, not named. */
const keysNamed = 3;

/** The closing words: a line for one file, a table for several. */
export function describeTotals(
  totals: Totals,
  { characters, isBilled }: SentInAll,
  frontPage: string,
): string {
  const { counts } = totals;
  const usage = { ...totals.usage, charactersTranslated: characters };
  const billed = isBilled ? characters : 0;
  const dollars = inDollars(billed * dollarsPerCharacter);
  const files = Object.values(counts).reduce((sum, count) => sum + count);
  if (files > 1) return describeTable({ ...totals, usage }, dollars, frontPage);
  const parts = Object.entries(counts)
    .filter(([status, count]) => count > 0 || status === 'stored')
    .map(([status, count]) => `${count} ${status}`);
  if (totals.warned > 0) parts.push(`${totals.warned} with warnings`);
  const cost = billed === 0 ? '' : `, about ${dollars} at list price`;
  return `${parts.join(', ')}. Characters: ${describeUsage(usage)}${cost}\n`;
}

function describeTable(
  { counts, troubles, warned, usage }: Totals,
  dollars: string,
  frontPage: string,
): string {
  const count = (value: number): string => value.toLocaleString('en');
  const rows: [string, string, string?][] = [
    ['Stored', count(counts.stored)],
    ...(warned === 0 ? [] : [['  with warnings', count(warned)] satisfies [string, string]]),
    ['Unchanged', count(counts.unchanged)],
    ['Rejected', count(counts.rejected)],
    ['Failed', count(counts.failed)],
    ...[...troubles].map(([reason, keys]): [string, string, string] => {
      const more = keys.length > keysNamed ? ` and ${count(keys.length - keysNamed)} more` : '';
      return [`  ${reason}`, count(keys.length), keys.slice(0, keysNamed).join(', ') + more];
    }),
    ['Characters sent', count(usage.charactersTranslated)],
    ['Characters reused', count(usage.charactersReused)],
    ...(usage.secondTries === 0
      ? []
      : [['Sentences tried twice', count(usage.secondTries)] satisfies [string, string]]),
    ['Cost at list price', dollars],
  ];
  const [nameWidth, valueWidth] = [0, 1].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map(([name, value, keys = '']) =>
    `${name.padEnd(nameWidth ?? 0)}  ${value.padStart(valueWidth ?? 0)}  ${keys}`.trimEnd(),
  );
  return `\n${lines.join('\n')}\n\nAll results: ${frontPage}\n`;
}
