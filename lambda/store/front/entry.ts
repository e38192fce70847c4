import {
  type ArticleRef,
  type Finding,
  nameOf,
  noUsage,
  type RejectionReason,
  rejectionReasons,
  type Summary,
  type TargetLanguage,
  type Translation,
  targetLanguages,
  type Usage,
} from '../../article.ts';
import { costOf } from '../cost.ts';
import { resultFolder } from '../result-keys.ts';

/** What a list shows of a text: its headline, or else its beginning, and the first sentence of its summary. */
export interface Teaser {
  readonly language: string;
  readonly headline: string;
  readonly summary?: string;
}

interface AnyEntry {
  /** Key of the upload; for an article of an archive with its name there. */
  readonly key: string;
  /** Where its result is, below the place of the front page. */
  readonly folder: string;
  /** When it was processed or rejected: ISO 8601, UTC. */
  readonly at: string;
}

export interface StoredEntry extends AnyEntry {
  readonly status: 'stored';
  readonly original: Teaser;
  readonly translations: Readonly<Partial<Record<TargetLanguage, Teaser>>>;
  /** Targets that were asked for and could not be had. */
  readonly unavailable: readonly TargetLanguage[];
  /** How many places of the translations are to be checked. */
  readonly findings: number;
  readonly charactersTranslated: number;
  readonly charactersReused: number;
  /** At list price, in US dollars. */
  readonly cost: number;
}

export interface RejectedEntry extends AnyEntry {
  readonly status: 'rejected';
  readonly reason: RejectionReason;
  /** In English, with what was found in this file. */
  readonly message: string;
}

/** One line of the front page. */
export type FrontEntry = StoredEntry | RejectedEntry;

interface Manifest {
  readonly upload?: Partial<ArticleRef>;
  readonly processedAt?: string;
  readonly rejectedAt?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly language?: string;
  readonly headline?: string;
  readonly body?: readonly (readonly string[])[];
  readonly summary?: Summary;
  readonly translations?: Readonly<Record<string, Translation | undefined>>;
  readonly usage?: Usage;
}

/** Of results that were made before they said when. */
const unknownTime = '1970-01-01T00:00:00.000Z';

/**
 * Reads an entry from `article.json` or `rejection.json`.
 *
 * @returns undefined for what is neither, or damaged
 */
export function entryOf(json: string): FrontEntry | undefined {
  const manifest = parse(json);
  const uploadKey = manifest?.upload?.key;
  if (manifest === undefined || uploadKey === undefined) return undefined;
  const { entry } = manifest.upload ?? {};
  const at = instant(manifest.processedAt ?? manifest.rejectedAt);
  const place = { key: nameOf({ key: uploadKey, entry }), folder: resultFolder(uploadKey, entry), at };
  const reason = rejectionReasons.find((known) => known === manifest.reason);
  if (reason !== undefined) return { ...place, status: 'rejected', reason, message: manifest.message ?? '' };
  const { language, body, summary = [], translations = {}, usage = noUsage } = manifest;
  if (language === undefined || body?.[0]?.[0] === undefined) return undefined;
  const findings = targetLanguages.flatMap((target): readonly Finding[] => {
    const translation = translations[target];
    return translation?.status === 'complete' ? translation.findings : [];
  });
  return {
    ...place,
    status: 'stored',
    original: { language, headline: manifest.headline ?? body[0][0], summary: summary[0]?.text },
    translations: Object.fromEntries(
      targetLanguages.flatMap((target) => {
        const translation = translations[target];
        if (translation?.status !== 'complete') return [];
        const headline = translation.headline ?? translation.body[0]?.[0] ?? '';
        return [[target, { language: target, headline, summary: translation.summary[0] }]];
      }),
    ),
    unavailable: targetLanguages.filter((target) => translations[target]?.status === 'unavailable'),
    findings: findings.length,
    charactersTranslated: usage.charactersTranslated,
    charactersReused: usage.charactersReused,
    cost: costOf(translations, usage),
  };
}

function parse(json: string): Manifest | undefined {
  try {
    return (JSON.parse(json) ?? undefined) as Manifest | undefined;
  } catch {
    return undefined;
  }
}

function instant(date: string | undefined): string {
  const parsed = new Date(date ?? unknownTime);
  return Number.isNaN(parsed.getTime()) ? unknownTime : parsed.toISOString();
}

/** The UTC day of an entry: `2026-11-24`. */
export function dayOf({ at }: FrontEntry): string {
  return at.slice(0, 10);
}

/** Newest first; what is of the same moment by key, so that the order is always the same. */
export function newestFirst(entries: readonly FrontEntry[]): FrontEntry[] {
  return [...entries].sort((a, b) => (a.at === b.at ? compare(a.key, b.key) : compare(b.at, a.at)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export interface FrontTotals {
  readonly articles: number;
  readonly rejected: number;
  readonly charactersTranslated: number;
  readonly charactersReused: number;
  /** At list price, in US dollars. */
  readonly cost: number;
}

export function totalsOf(entries: readonly FrontEntry[]): FrontTotals {
  const stored = entries.filter((entry) => entry.status === 'stored');
  const sum = (count: (entry: StoredEntry) => number): number =>
    stored.reduce((total, entry) => total + count(entry), 0);
  return {
    articles: stored.length,
    rejected: entries.length - stored.length,
    charactersTranslated: sum((entry) => entry.charactersTranslated),
    charactersReused: sum((entry) => entry.charactersReused),
    cost: sum((entry) => entry.cost),
  };
}

export function addTotals(all: readonly FrontTotals[]): FrontTotals {
  const sum = (count: (totals: FrontTotals) => number): number =>
    all.reduce((total, part) => total + count(part), 0);
  return {
    articles: sum(({ articles }) => articles),
    rejected: sum(({ rejected }) => rejected),
    charactersTranslated: sum(({ charactersTranslated }) => charactersTranslated),
    charactersReused: sum(({ charactersReused }) => charactersReused),
    cost: sum(({ cost }) => cost),
  };
}
