import {
  type ArticleRef,
  addUsage,
  noUsage,
  type Outcome,
  type SourceArticle,
  type TargetLanguage,
  type Usage,
} from './article.ts';
import { clean } from './clean/clean.ts';
import { unpack } from './clean/unpack.ts';
import type { PipelineConfig } from './config.ts';
import { RejectedArticleError } from './errors.ts';
import { digestOf, wantedBy } from './pipeline.ts';
import type { PipelinePorts } from './ports.ts';
import { readStored, storedState } from './store/store.ts';
import { estimate } from './translate/translate.ts';

/** What would become of one article, and what its translation would send. */
export type Foreseen =
  | { readonly status: 'foreseen'; readonly usage: Usage }
  | { readonly status: 'unchanged' }
  | Pick<Extract<Outcome, { status: 'rejected' }>, 'status' | 'reason' | 'message'>;

export interface ForeseenArticle {
  readonly ref: ArticleRef;
  readonly foreseen: Foreseen;
}

/**
 * Says what processing an upload would send, article by article; none where the upload is gone.
 *
 * What was foreseen for an upload counts as known for those that are asked about after it.
 */
export type EstimateUpload = (
  ref: ArticleRef,
  options: { readonly force: boolean },
) => Promise<readonly ForeseenArticle[]>;

/** Looks, and neither sends nor stores anything. */
export function createEstimator(
  config: PipelineConfig,
  {
    source,
    translator,
    memory,
    results,
  }: Pick<PipelinePorts, 'source' | 'translator' | 'memory' | 'results'>,
): EstimateUpload {
  const sentBefore = new Map<TargetLanguage, Set<string>>(
    config.targets.map((target) => [target, new Set<string>()]),
  );
  const engine = { translator, memory, terminology: config.terminology };

  async function foresee(upload: SourceArticle): Promise<Foreseen> {
    const article = await clean(upload);
    let usage = noUsage;
    for (const [target, sent] of sentBefore) {
      const { usage: own, segments } = await estimate(article, target, engine, sent);
      for (const segment of segments) sent.add(segment);
      usage = addUsage(usage, own);
    }
    return { status: 'foreseen', usage };
  }

  async function orRejected(work: () => Promise<Foreseen>): Promise<Foreseen> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RejectedArticleError)) throw error;
      return { status: 'rejected', reason: error.reason, message: error.message };
    }
  }

  const isStored = async (ref: ArticleRef, { bytes }: SourceArticle): Promise<boolean> =>
    storedState(await readStored(ref, results), wantedBy(config, digestOf(bytes))) !== 'missing';

  return async (given, { force }) => {
    const articles: ForeseenArticle[] = [];
    const foreseen = await orRejected(async () => {
      const upload = await source.read(given);
      if (upload === undefined || (!force && (await isStored(upload.ref, upload))))
        return { status: 'unchanged' };
      const archive = await unpack(upload);
      if (archive === undefined) return await foresee(upload);
      for (const { name, read } of archive.entries) {
        const ref = { ...upload.ref, entry: name };
        const entry = await orRejected(async () => {
          const one = read();
          if (!force && (await isStored(ref, one))) return { status: 'unchanged' };
          return await foresee(one);
        });
        articles.push({ ref, foreseen: entry });
      }
      return { status: 'unchanged' };
    });
    return articles.length > 0 ? articles : [{ ref: given, foreseen }];
  };
}
