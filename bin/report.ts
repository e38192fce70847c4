import { join } from 'node:path';
import {
  addUsage,
  noUsage,
  type Outcome,
  type ProcessedArticle,
  targetLanguages,
  type Usage,
} from '../lambda/article.ts';
import { dollarsPerCharacter } from '../lambda/config.ts';
import type { Log } from '../lambda/ports.ts';

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
      return showsTexts ? describeResult(key, folder, outcome.result) : `${key}: stored in ${folder}\n`;
    case 'unchanged':
      return `${key}: unchanged, its result is in ${folder}\n`;
    case 'gone':
      return `${key}: is gone, nothing to do\n`;
    case 'rejected':
      return `${key}: rejected (${outcome.reason}). ${outcome.message}\n`;
    case 'failed':
      return `${key}: failed. ${outcome.message}\n`;
  }
}

function describeResult(
  key: string,
  folder: string,
  { article, summary, translations, usage }: ProcessedArticle,
): string {
  const facts = [article.byline, article.dateline, article.publishedAt].filter((fact) => fact !== undefined);
  const lines = [
    key,
    '',
    ...(article.headline === undefined ? [] : [article.headline]),
    ...(facts.length === 0 ? [] : [facts.join(' · ')]),
    ...summary.map(({ text }) => `  • ${text}`),
    '',
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
  if (outcome.status === 'unchanged') record.folder = folder;
  if (outcome.status === 'rejected') record.reason = outcome.reason;
  if (outcome.status === 'rejected' || outcome.status === 'failed') record.message = outcome.message;
  return `${JSON.stringify(record)}\n`;
}

/** Counts for the closing line. */
export interface Totals {
  readonly counts: Readonly<Record<FileOutcome['status'], number>>;
  readonly usage: Usage;
  /** Characters that Amazon Translate bills. */
  readonly charactersBilled: number;
}

export const noTotals: Totals = {
  counts: { stored: 0, unchanged: 0, gone: 0, rejected: 0, failed: 0 },
  usage: noUsage,
  charactersBilled: 0,
};

export function addToTotals(totals: Totals, outcome: FileOutcome, isBilled: boolean): Totals {
  const counts = { ...totals.counts, [outcome.status]: totals.counts[outcome.status] + 1 };
  if (outcome.status !== 'stored') return { ...totals, counts };
  const { usage } = outcome.result;
  return {
    counts,
    usage: addUsage(totals.usage, usage),
    charactersBilled: totals.charactersBilled + (isBilled ? usage.charactersTranslated : 0),
  };
}

/** The closing line: counts, characters and, where somebody is billed, dollars. */
export function describeTotals({ counts, usage, charactersBilled }: Totals): string {
  const parts = Object.entries(counts)
    .filter(([status, count]) => count > 0 || status === 'stored')
    .map(([status, count]) => `${count} ${status}`);
  const dollars =
    charactersBilled === 0
      ? ''
      : `, about $${(charactersBilled * dollarsPerCharacter).toFixed(2)} at list price`;
  return `${parts.join(', ')}. Characters: ${describeUsage(usage)}${dollars}\n`;
}
