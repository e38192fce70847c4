import { createHash } from 'node:crypto';
import type { PageStore, ResultFile } from '../../ports.ts';
import { manifestName, pageName, rejectionName } from '../result-keys.ts';
import {
  addTotals,
  dayOf,
  entryOf,
  type FrontEntry,
  type FrontTotals,
  newestFirst,
  totalsOf,
} from './entry.ts';
import { feedLength, renderFeeds } from './feeds.ts';
import { dayPageName, entriesOnAPage } from './front.ts';
import { type DayLink, renderFrontPage } from './front-page.ts';

/** How many pages by day the front page leads to; older ones stay where they are. */
const linkedPages = 400;

export interface FrontPorts {
  /** Where results are: their manifests are read, pages and feeds are written. */
  readonly results: PageStore;
  /** Where the ledger is kept, beside the results. */
  readonly ledger: PageStore;
  /** Where the front page is: an absolute address that ends with a slash. */
  readonly base: string;
}

/** The entries of a day, or of a part of one: one page. */
interface Shard {
  readonly day: string;
  /** From 1. */
  readonly part: number;
  readonly entries: number;
  readonly totals: FrontTotals;
}

interface State {
  readonly shards: readonly Shard[];
  /** The newest entries, newest first: what the front page shows. */
  readonly latest: readonly FrontEntry[];
}

/** Where an entry is, and where it may still be if an update was interrupted. */
interface Place {
  /** Absent: the result is gone. */
  readonly shard?: string;
  readonly former: readonly string[];
}

const formerKept = 3;

const stateKey = 'state.json';
const shardName = ({ day, part }: Pick<Shard, 'day' | 'part'>): string => `${day}.${part}`;
const shardKey = (name: string): string => `days/${name}.json`;
const placeKey = (folder: string): string =>
  `places/${createHash('sha256').update(folder).digest('hex')}.json`;

/**
 * Brings front page, pages by day and feeds up to date with the results in the given folders, as they are there now: a
 * result that was replaced moves to its new place, one that is gone disappears.
 *
 * What it reads and writes does not grow with the number of results: entries are kept by day, at most so many to a page.
 * Whatever it was interrupted at, doing it again makes it right. Two of these must never run at the same time.
 *
 * @throws {UpstreamError}
 */
export async function updateFront(folders: readonly string[], ports: FrontPorts): Promise<void> {
  const { results, ledger, base } = ports;
  const state = (await readJson<State>(ledger, stateKey)) ?? { shards: [], latest: [] };
  const changed = new Map(
    await Promise.all(
      [...new Set(folders)].map(async (folder) => [folder, await currentEntry(folder, results)] as const),
    ),
  );
  const book = await openBook(state, ledger);
  for (const [folder, entry] of changed) await book.place(folder, entry);
  const shards = await book.close();

  const kept = state.latest.filter(({ folder }) => !changed.has(folder));
  const added = [...changed.values()].filter((entry) => entry !== undefined);
  const latest = newestFirst([...kept, ...added]).slice(0, entriesOnAPage);
  await results.replace([
    ...(await feedsOf(latest, results, base)),
    ...book.pages(),
    { key: pageName, mediaType: 'text/html', content: indexPage(latest, shards) },
  ]);
  await ledger.replace([jsonFile(stateKey, { shards, latest } satisfies State)]);
}

async function currentEntry(folder: string, results: PageStore): Promise<FrontEntry | undefined> {
  const text =
    (await results.readText(`${folder}/${manifestName}`)) ??
    (await results.readText(`${folder}/${rejectionName}`));
  const entry = text === undefined ? undefined : entryOf(text);
  return entry?.folder === folder ? entry : undefined;
}

/** The shards that a batch touches, each read and written once. */
async function openBook(state: State, ledger: PageStore) {
  const shards = new Map(state.shards.map((shard) => [shardName(shard), shard]));
  const open = new Map<string, Map<string, FrontEntry>>();
  const places: ResultFile[] = [];

  async function entriesIn(name: string): Promise<Map<string, FrontEntry>> {
    const known = open.get(name);
    if (known !== undefined) return known;
    const stored = (await readJson<readonly FrontEntry[]>(ledger, shardKey(name))) ?? [];
    const entries = new Map(stored.map((entry) => [entry.folder, entry]));
    open.set(name, entries);
    return entries;
  }

  /** The day's last shard, or the next one where that is full. */
  async function openShard(day: string): Promise<string> {
    const parts = [...shards.values()].filter((shard) => shard.day === day).map(({ part }) => part);
    const part = Math.max(1, ...parts);
    const isFull = (await entriesIn(shardName({ day, part }))).size >= entriesOnAPage;
    const name = shardName({ day, part: isFull ? part + 1 : part });
    note(name, await entriesIn(name));
    return name;
  }

  function note(name: string, entries: ReadonlyMap<string, FrontEntry>): void {
    const [day = '', part = ''] = name.split('.');
    const all = [...entries.values()];
    shards.set(name, { day, part: Number(part), entries: all.length, totals: totalsOf(all) });
  }

  return {
    /** @param entry undefined: the result is gone */
    async place(folder: string, entry: FrontEntry | undefined): Promise<void> {
      const known = await readJson<Place>(ledger, placeKey(folder));
      const isSameDay = entry !== undefined && known?.shard?.startsWith(`${dayOf(entry)}.`) === true;
      const shard = isSameDay ? known.shard : entry === undefined ? undefined : await openShard(dayOf(entry));
      const former = [...new Set([known?.shard, ...(known?.former ?? [])])].filter(
        (name) => name !== undefined && name !== shard,
      ) as string[];
      for (const name of former) (await entriesIn(name)).delete(folder);
      if (entry !== undefined && shard !== undefined) {
        (await entriesIn(shard)).set(folder, entry);
        note(shard, await entriesIn(shard));
      }
      places.push(jsonFile(placeKey(folder), { shard, former: former.slice(0, formerKept) } satisfies Place));
    },

    /**
     * Writes what changed: first where each entry goes and where it was, so that another try finds the same shards whatever
     * became of this one.
     */
    async close(): Promise<Shard[]> {
      await ledger.replace(places);
      for (const [name, entries] of open) note(name, entries);
      await ledger.replace(
        [...open].map(([name, entries]) => jsonFile(shardKey(name), [...entries.values()])),
      );
      return [...shards.values()].sort((a, b) =>
        a.day === b.day ? a.part - b.part : a.day < b.day ? 1 : -1,
      );
    },

    /** The pages of the shards that changed. */
    pages(): ResultFile[] {
      return [...open].map(([name, entries]) => {
        const { day, part, totals } = shards.get(name) ?? { day: '', part: 1, totals: totalsOf([]) };
        const content = renderFrontPage({
          entries: newestFirst([...entries.values()]),
          totals,
          days: [],
          day,
        });
        return { key: dayPageName(day, part), mediaType: 'text/html', content };
      });
    },
  };
}

function indexPage(latest: readonly FrontEntry[], shards: readonly Shard[]): string {
  const totals = addTotals(shards.map((shard) => shard.totals));
  const days = shards
    .filter(({ entries }) => entries > 0)
    .map(({ day, part, entries }): DayLink => ({ file: dayPageName(day, part), day, part, entries }));
  const isWhole = totals.articles + totals.rejected <= latest.length;
  return renderFrontPage({ entries: latest, totals, days: isWhole ? [] : days.slice(0, linkedPages) });
}

async function feedsOf(
  latest: readonly FrontEntry[],
  results: PageStore,
  base: string,
): Promise<ResultFile[]> {
  const newest = latest.filter(({ status }) => status === 'stored').slice(0, feedLength);
  const manifests = await Promise.all(
    newest.map(({ folder }) => results.readText(`${folder}/${manifestName}`)),
  );
  return renderFeeds(
    manifests.filter((manifest) => manifest !== undefined),
    base,
  ).map(({ name, mediaType, text }) => ({ key: name, mediaType, content: text }));
}

/** What can't be read counts as not there: it is made again. */
async function readJson<T>(store: PageStore, key: string): Promise<T | undefined> {
  const text = await store.readText(key);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}

function jsonFile(key: string, value: unknown): ResultFile {
  return { key, mediaType: 'application/json', content: JSON.stringify(value) };
}
