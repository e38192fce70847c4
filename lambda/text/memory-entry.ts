import { createHash } from 'node:crypto';

/** What an entry of the translation memory belongs to. */
export interface EntryScope {
  readonly source: string;
  readonly target: string;
  readonly origin: string;
  /** Digest of the terms in a segment. */
  readonly terminology?: (segment: string) => string | undefined;
}

/** The `origin` of what people translated or approved: it fits whatever engine and terminology is in use. */
export const people = 'people';

/**
 * Content address of a segment's translation: `en-ko/3f/3fa9…`.
 *
 * Segments that differ in white space or in the composition of their characters alone share it.
 */
export function entryName(segment: string, { source, target, origin, terminology }: EntryScope): string {
  const normalized = segment.normalize('NFC').replace(/\s+/g, ' ').trim();
  const parts = [
    normalized,
    source.split('-')[0],
    target,
    origin,
    origin === people ? '' : (terminology?.(normalized) ?? ''),
  ];
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `${source.split('-')[0]}-${target}/${digest.slice(0, 2)}/${digest}`;
}

/** The names to look under, the one that wins first. */
export function entryNames(segment: string, scope: EntryScope): string[] {
  return [entryName(segment, { ...scope, origin: people }), entryName(segment, scope)];
}

/** An entry as it is stored: with a digest, so that half an entry is known for what it is. */
export function writeEntry(
  segment: string,
  translation: string,
  { origin, terminology }: EntryScope,
): string {
  return JSON.stringify({
    segment,
    translation,
    origin,
    terminology: terminology?.(segment),
    digest: digestOf(segment, translation),
  });
}

/** @returns the translation, or undefined for an entry that is damaged or another segment's */
export function readEntry(text: string, segment: string): string | undefined {
  let entry: { readonly segment?: unknown; readonly translation?: unknown; readonly digest?: unknown } | null;
  try {
    entry = JSON.parse(text) as typeof entry;
  } catch {
    return undefined;
  }
  if (typeof entry?.segment !== 'string' || typeof entry.translation !== 'string') return undefined;
  const isWhole = entry.digest === digestOf(entry.segment, entry.translation);
  const isSame = entryName(entry.segment, anyScope) === entryName(segment, anyScope);
  return isWhole && isSame ? entry.translation : undefined;
}

const anyScope: EntryScope = { source: '', target: '', origin: '' };

function digestOf(segment: string, translation: string): string {
  return createHash('sha256')
    .update(JSON.stringify([segment, translation]))
    .digest('hex')
    .slice(0, 32);
}
