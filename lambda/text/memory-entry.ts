import { createHash } from 'node:crypto';

/** In a TMX file, the type of the property that has the {@link translationDigest} of what an engine made. */
export const untouchedType = 'x-tribrief-untouched';

/** The engines by the names their translations are kept under. */
export const engineNames: ReadonlySet<string> = new Set([
  'amazon-translate',
  'firefox-translations',
  'libretranslate',
]);

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
 * Content address of a segment's translation: `engine/en-ko/3f/3fa9…`.
 *
 * Segments that differ in white space or in the composition of their characters alone share it. Register and typography are not part of
 * it: they are set after the memory, and no formality is asked of an engine.
 */
export function entryName(segment: string, scope: EntryScope): string {
  const { source, target, origin } = scope;
  const parts = [
    normalizedSegment(segment),
    source.split('-')[0],
    target,
    origin,
    termsDigest(segment, scope),
  ];
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `${folderOf(scope)}/${digest.slice(0, 2)}/${digest}`;
}

/** Empty for a segment without terms. */
function termsDigest(segment: string, { origin, terminology }: EntryScope): string {
  return origin === people ? '' : (terminology?.(normalizedSegment(segment)) ?? '');
}

/** What people made is kept for ever, what engines made for a time: they lie apart. */
export const memoryParts = { people: 'people', engine: 'engine' } as const;

/** The folder of a language pair's entries: `people/en-ko`, or `engine/en-ko` for all engines. */
export function folderOf({ source, target, origin }: EntryScope): string {
  const part = origin === people ? memoryParts.people : memoryParts.engine;
  return `${part}/${source.split('-')[0]}-${target}`;
}

/** One text for all segments that share an entry. */
export function normalizedSegment(segment: string): string {
  return segment.normalize('NFC').replace(/\s+/g, ' ').trim();
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
  const entry = parsed<StoredEntry>(text);
  const isSame = isWhole(entry) && normalizedSegment(entry.segment) === normalizedSegment(segment);
  return isSame ? entry.translation : undefined;
}

/** An entry with the languages it is of. */
export interface MemoryEntry extends StoredEntry {
  /** Primary language subtags. */
  readonly source: string;
  readonly target: string;
}

/**
 * The whole entries of one object of the memory: a pack's, one, or none.
 *
 * @param name below the memory's place: `engine/en-ko/…`
 */
export function entriesOf(name: string, text: string): MemoryEntry[] {
  const [source = '', target = ''] = (name.split('/')[1] ?? '').split('-');
  const entry = parsed<StoredEntry>(text);
  if (isWhole(entry)) return [{ ...entry, source, target }];
  const pack = readWholePack(text);
  return pack?.entries.map((one) => ({ ...one, origin: pack.origin, source, target })) ?? [];
}

export interface StoredEntry {
  readonly segment: string;
  readonly translation: string;
  readonly origin: string;
  readonly terminology?: string;
}

/** Entries of one scope in one object, each with its digest. */
export function writePack(pairs: ReadonlyMap<string, string>, scope: EntryScope): string {
  const { source, target, origin } = scope;
  const entries = [...pairs].map(([segment, translation]) => ({
    segment,
    translation,
    terminology: termsDigest(segment, scope) || undefined,
    digest: digestOf(segment, translation),
  }));
  return JSON.stringify({ source, target, origin, entries });
}

/**
 * The whole entries of a pack, by {@link normalizedSegment}.
 *
 * @returns undefined for what is no pack of the scope
 */
export function readPack(text: string, scope: EntryScope): ReadonlyMap<string, string> | undefined {
  const pack = readWholePack(text);
  if (pack === undefined) return undefined;
  if (folderOf(pack) !== folderOf(scope) || pack.origin !== scope.origin) return undefined;
  const fitting = pack.entries.filter(
    ({ segment, terminology = '' }) => terminology === termsDigest(segment, scope),
  );
  return new Map(
    fitting.map(({ segment, translation }) => [normalizedSegment(segment), translation] as const),
  );
}

interface Pack {
  readonly source: string;
  readonly target: string;
  readonly origin: string;
  readonly entries: readonly Omit<StoredEntry, 'origin'>[];
}

/** @returns the pack with its whole entries, or undefined for what is damaged or none */
function readWholePack(text: string): Pack | undefined {
  const { source, target, origin, entries } = parsed<Pack>(text) ?? {};
  if (!Array.isArray(entries)) return undefined;
  if (typeof source !== 'string' || typeof target !== 'string' || typeof origin !== 'string')
    return undefined;
  return { source, target, origin, entries: entries.filter(isWhole) };
}

function isWhole(entry: Partial<StoredEntry & { readonly digest: unknown }> | null): entry is StoredEntry {
  if (typeof entry?.segment !== 'string' || typeof entry.translation !== 'string') return false;
  return entry.digest === digestOf(entry.segment, entry.translation);
}

function parsed<Content>(text: string): Partial<Content> | null {
  try {
    return JSON.parse(text) as Partial<Content> | null;
  } catch {
    return null;
  }
}

/** Tells whether a translation is still the one an engine made: the same for what differs in white space or composition alone. */
export function translationDigest(segment: string, translation: string): string {
  return digestOf(normalizedSegment(segment), normalizedSegment(translation));
}

function digestOf(segment: string, translation: string): string {
  return createHash('sha256')
    .update(JSON.stringify([segment, translation]))
    .digest('hex')
    .slice(0, 32);
}
