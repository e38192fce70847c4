import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { writeFileWhole } from '../lambda/local/write-file-whole.ts';

export interface Mirrored {
  readonly fetched: number;
  readonly unchanged: number;
  readonly removed: number;
  /** What could not be mirrored, each with its key and the reason. */
  readonly problems: readonly string[];
}

const prefix = 'results/';
/** Remembers what was fetched: key below the prefix → version, as S3 names it. */
const stateName = '.pulled.json';
const atOnce = 16;

/**
 * Makes the folder a copy of the results in a bucket: fetches what is new or was changed, removes what it fetched once and
 * is gone. Files that came here otherwise are left alone.
 */
export async function mirrorResults(s3: S3Client, bucket: string, folder: string): Promise<Mirrored> {
  const before = await readState(join(folder, stateName));
  const after = new Map<string, string>();
  const problems: string[] = [];
  let fetched = 0;
  let unchanged = 0;

  async function mirrorOne(key: string, version: string): Promise<void> {
    if (!isSafe(key)) {
      problems.push(`${key}: no file may have such a name`);
      return;
    }
    const path = join(folder, key);
    if (before.get(key) === version && (await isFile(path))) {
      unchanged += 1;
    } else {
      try {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: prefix + key }));
        await writeFileWhole(path, (await Body?.transformToByteArray()) ?? new Uint8Array());
        fetched += 1;
      } catch (error) {
        problems.push(`${key}: ${(error as Error).message}`);
        return;
      }
    }
    after.set(key, version);
  }

  const there = new Set<string>();
  for (let token: string | undefined, isFirst = true; isFirst || token !== undefined; isFirst = false) {
    const page = await s3.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token }),
    );
    const objects = (page.Contents ?? []).map(
      ({ Key = '', ETag = '' }) => [Key.slice(prefix.length), ETag] as const,
    );
    for (const [key] of objects) there.add(key);
    for (let start = 0; start < objects.length; start += atOnce)
      await Promise.all(
        objects.slice(start, start + atOnce).map(([key, version]) => mirrorOne(key, version)),
      );
    token = page.NextContinuationToken;
  }

  const gone = [...before.keys()].filter((key) => !there.has(key) && isSafe(key));
  for (const key of gone) await rm(join(folder, key), { force: true });
  await writeFileWhole(join(folder, stateName), JSON.stringify(Object.fromEntries(after)));
  return { fetched, unchanged, removed: gone.length, problems };
}

/** A key is anybody's choice: none may lead out of the folder, nor to the state. */
function isSafe(key: string): boolean {
  const names = key.split('/');
  return key !== stateName && names.every((name) => !['', '.', '..'].includes(name) && !/[\\\0]/.test(name));
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function readState(path: string): Promise<ReadonlyMap<string, string>> {
  try {
    return new Map(Object.entries(JSON.parse(await readFile(path, 'utf8')) as Record<string, string>));
  } catch {
    // No state, or half of one: everything is fetched again.
    return new Map();
  }
}
