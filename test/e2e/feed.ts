import { createHash } from 'node:crypto';
import type { ArticleRef } from '../../lambda/article.ts';
import { loadConfig } from '../../lambda/config.ts';
import { createPipeline } from '../../lambda/pipeline.ts';
import type { PipelinePorts } from '../../lambda/ports.ts';
import { bundledTerminologyFolder, readTerminologyFolder } from '../../lambda/terminology-folder.ts';
import { pretendTranslation } from '../stubs/translate-server.ts';

/** Numbers from 0 to 1 that are the same each time. */
export function randomFrom(seed: string): () => number {
  let count = 0;
  return () => createHash('sha256').update(`${seed} ${count++}`).digest().readUInt32BE(0) / 2 ** 32;
}

const places = ['Harrow Bay', 'Port Ellery', 'Tessara', 'Millbrook', 'Saint Orlo', 'Vantry', 'Kestrel Point'];
const bodies = ['council', 'hospital', 'ferry company', 'university', 'fire brigade', 'port authority'];
const deeds = ['approved', 'rejected', 'delayed', 'announced', 'cancelled', 'reviewed', 'extended'];
const things = [
  'a plan for new homes',
  'the night bus',
  'its budget',
  'the bridge repair',
  'a school merger',
];
const reasons = [
  'after a long debate',
  'to the surprise of residents',
  'by a narrow vote',
  'at short notice',
];

/** What many articles of a feed share: sentences of the agency's own. */
const shared = [
  'The agency could not reach the ministry for comment on the decision before the office closed.',
  'A full report will be presented to the regional assembly at its next regular session.',
];

/** A made-up article, another for every number; some sentences are those of other articles as well. */
export function articleText(number: number, version: number): string {
  const random = randomFrom(`article ${number} ${version}`);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const sentence = (): string => {
    const amount = Math.floor(random() * 90_000) + 100;
    return `The ${pick(bodies)} of ${pick(places)} ${pick(deeds)} ${pick(things)} ${pick(reasons)}, at a cost of ${amount} euros.`;
  };
  const paragraphs = Array.from({ length: 4 + Math.floor(random() * 5) }, () =>
    [sentence(), sentence(), random() < 0.3 ? pick(shared) : sentence()].join(' '),
  );
  const headline = `${pick(places)} ${pick(bodies)} ${pick(deeds)} ${pick(things)}, number ${number}`;
  return [headline, 'By Ada Moss', ...paragraphs].join('\n\n');
}

/** As the function has it. */
export const functionConfig = {
  ...loadConfig({ RESULTS_BUCKET: '…', SERVICE_NAME: '…', QUEUE_URL: '…', POSTPONED_QUEUE_URL: '…' }),
  terminology: readTerminologyFolder(bundledTerminologyFolder),
};

/** The files an undisturbed run gives for the bytes, without what tells how the run went. */
export async function expectedResult(key: string, bytes: Uint8Array): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const ports: PipelinePorts = {
    source: { read: async (ref) => ({ ref, bytes }) },
    translator: {
      name: 'amazon-translate',
      maxRequestBytes: 9_900,
      maxConcurrentRequests: 1,
      translate: async (segments, { target }) => ({
        translations: segments.map((segment) => pretendTranslation(segment, target)),
        characters: 0,
        appliedTerms: [],
      }),
    },
    memory: {
      lookUp: async () => new Map(),
      madeByPeople: async () => new Set(),
      remember: async () => undefined,
    },
    results: {
      readText: async () => undefined,
      remove: async () => undefined,
      replace: async () => undefined,
      write: async (written) => {
        for (const file of written) files.set(file.key.slice(key.length + 1), String(file.content));
      },
    },
    log: { info: () => undefined, error: () => undefined },
    now: () => new Date(0),
  };
  const ref: ArticleRef = { key };
  await createPipeline(functionConfig, ports)(ref);
  return comparable(files);
}

/**
 * Without what differs between a run on its own and one that was disturbed: which run paid, who is named for it, and when. Of
 * pages and files for translators, which name all of that between their texts, that they are there.
 */
export function comparable(files: ReadonlyMap<string, string>): Map<string, string> {
  const withoutTranslator = (text: string): string => text.replaceAll(/amazon-translate|\bmemory\b/g, '…');
  return new Map(
    [...files].map(([name, text]) => {
      if (name === 'article.json') {
        const { usage: _, processedAt: __, upload, ...manifest } = JSON.parse(text);
        return [name, withoutTranslator(JSON.stringify({ ...manifest, sha256: upload.sha256 }))];
      }
      if (name === 'rejection.json') {
        const { reason, message } = JSON.parse(text);
        return [name, JSON.stringify({ reason, message })];
      }
      if (/\.(?:html|docx|xlf|tmx)$/.test(name)) return [name, String(text.length > 0)];
      return [name, withoutTranslator(text.replace(/^processed: .+$/m, ''))];
    }),
  );
}
