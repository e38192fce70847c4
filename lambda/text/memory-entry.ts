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

/** An entry as it is stored: with a digest, so that half an entry, or one in another's place, is known for what it is. */
export function writeEntry(segment: string, translation: string, scope: EntryScope): string {
  return JSON.stringify({ origin: scope.origin, ...sealed(segment, translation, scope) });
}

/**
 * @param name of the place the text was read from
 * @returns the translation, or undefined for an entry that is damaged or another place's
 */
export function readEntry(name: string, text: string): string | undefined {
  const entry = parsed<StoredEntry>(text);
  return isOf(name, entry) ? entry.translation : undefined;
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
  const isWhole =
    isOf(name.replace(/\.json$/, ''), entry) &&
    isSealed(entry, { ...entry, source, target, terminology: () => entry.terminology });
  if (isWhole) return [{ ...entry, source, target }];
  const { origin = '', entries = [] } = parsed<Pack>(text) ?? {};
  if (!Array.isArray(entries)) return [];
  return (entries as readonly StoredEntry[])
    .filter((one) => isSealed(one, { source, target, origin, terminology: () => one?.terminology }))
    .map(({ segment, translation, terminology }) => ({
      segment,
      translation,
      terminology,
      origin,
      source,
      target,
    }));
}

export interface StoredEntry {
  readonly segment: string;
  readonly translation: string;
  readonly origin: string;
  readonly terminology?: string;
}

interface Pack {
  readonly origin: string;
  readonly entries: readonly Omit<StoredEntry, 'origin'>[];
}

/** Entries of one scope in one object, each with its digest. */
export function writePack(pairs: ReadonlyMap<string, string>, scope: EntryScope): string {
  const entries = [...pairs].map(([segment, translation]) => sealed(segment, translation, scope));
  return JSON.stringify({ origin: scope.origin, entries } satisfies Pack);
}

/** The whole entries of a pack that are of the scope, by {@link normalizedSegment}. */
export function readPack(text: string, scope: EntryScope): ReadonlyMap<string, string> {
  const { entries = [] } = parsed<Pack>(text) ?? {};
  if (!Array.isArray(entries)) return new Map();
  return new Map(
    (entries as readonly StoredEntry[])
      .filter((entry) => isSealed(entry, scope))
      .map(({ segment, translation }) => [normalizedSegment(segment), translation] as const),
  );
}

type Sealed = Omit<StoredEntry, 'origin'> & { readonly digest: string };

function sealed(segment: string, translation: string, scope: EntryScope): Sealed {
  const terminology = termsDigest(segment, scope) || undefined;
  return {
    segment,
    translation,
    terminology,
    digest: sealOf(entryName(segment, scope), segment, translation),
  };
}

function isOf(name: string, entry: Partial<Sealed> | null): entry is StoredEntry {
  if (typeof entry?.segment !== 'string' || typeof entry.translation !== 'string') return false;
  return entry.digest === sealOf(name, entry.segment, entry.translation);
}

function isSealed(entry: Partial<Sealed> | null, scope: EntryScope): boolean {
  return typeof entry?.segment === 'string' && isOf(entryName(entry.segment, scope), entry);
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
  return digestOf([normalizedSegment(segment), normalizedSegment(translation)]);
}

/** Covers the place too, which is made from the segment, its languages, the engine and the terms. */
function sealOf(name: string, segment: string, translation: string): string {
  return digestOf([name, segment, translation]);
}

function digestOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
