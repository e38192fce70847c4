import { access, constants, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type ArticleRef, nameOf } from '../lambda/article.ts';
import { clean } from '../lambda/clean/clean.ts';
import { explainPage } from '../lambda/clean/explain.ts';
import { unpack } from '../lambda/clean/unpack.ts';
import { ConfigError, StoppedError, UpstreamError } from '../lambda/errors.ts';
import { createEstimator, type EstimateUpload } from '../lambda/estimate.ts';
import { createCountedTranslator } from '../lambda/local/counted-translator.ts';
import { createFolderArticleSource } from '../lambda/local/folder-article-source.ts';
import { createFolderResultStore } from '../lambda/local/folder-result-store.ts';
import { createPipeline, digestOf } from '../lambda/pipeline.ts';
import { billedTranslator } from '../lambda/store/cost.ts';
import { pageName, resultFolder } from '../lambda/store/result-keys.ts';
import { explainSummary } from '../lambda/summarize/explain.ts';
import { claimFolder, earlierResult, standardInputKeyFor } from './earlier-results.ts';
import { writeFront } from './front.ts';
import { watchedForRoom } from './full-disk.ts';
import { findInputs } from './inputs.ts';
import { listenForInterruption } from './interruption.ts';
import { openMemory } from './language-assets.ts';
import { openPage } from './open-page.ts';
import { type Options, parseOptions, usage } from './options.ts';
import { createProgress } from './progress.ts';
import {
  addToTotals,
  createProgressLog,
  describeForeseen,
  describeForeseenArticle,
  describeOutcome,
  describeReplaced,
  describeTotals,
  type FileOutcome,
  type ForeseenRecord,
  messageOf,
  noTotals,
  outcomeRecord,
} from './report.ts';
import { sample } from './sample/sample.ts';
import { chooseTranslator } from './translators.ts';
import { watchFolders } from './watch.ts';
import { fileProblem, helpHint } from './wrong-usage.ts';

/** More articles than this are reported in a line each. */
const maxArticlesShownWhole = 3;

const print = (text: string): void => void process.stdout.write(text);
const tell = (text: string): void => void process.stderr.write(text);

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = parseOptions(args);
    switch (options.command) {
      case 'help':
        print(usage);
        return 0;
      case 'version':
        print(`${await version()}\n`);
        return 0;
      case 'explain':
        return await explain(options);
      case 'run':
        return await run(options);
    }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    tell(`${error.message}\n${helpHint}`);
    return 2;
  }
}

async function version(): Promise<string> {
  const manifest = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/** Prints each page as the cleaning sees it, and its article as the summarizing does. */
async function explain({ paths, summarySentences, summaryCharacters }: Options): Promise<number> {
  let exitStatus = 0;
  for (const path of paths) {
    try {
      const bytes = path === '-' ? await buffer(process.stdin) : await readFile(path);
      const source = { ref: { key: path }, bytes };
      const settings = { sentences: summarySentences, characters: summaryCharacters };
      const archive = await unpack(source);
      for (const read of archive?.entries.map((entry) => entry.read) ?? [() => source]) {
        const article = read();
        if (archive !== undefined) print(`\n${nameOf(article.ref)}\n`);
        print(await explainPage(article));
        print(`\n${explainSummary(await clean(article), settings)}`);
      }
    } catch (error) {
      tell(`--explain ${path}: ${fileProblem(error)}\n`);
      exitStatus = 1;
    }
  }
  return exitStatus;
}

function outError(folder: string, error: unknown): ConfigError {
  const { code, message } = error as NodeJS.ErrnoException;
  const problem =
    code === 'EEXIST' || code === 'ENOTDIR'
      ? 'no folder can be made there, a file has the name'
      : `results can't be written there (${message})`;
  return new ConfigError([`--out ${folder}: ${problem}`], { cause: error });
}

/** Before anything is sent and paid for. */
async function makeOutFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    throw outError(folder, error);
  }
}

/** Processes what was asked for, one article after the other, so that the memory of one serves the next. */
async function run(options: Options): Promise<number> {
  const isSample = options.paths.length === 0;
  const inputs = await findInputs(isSample ? [sample.articlePath] : options.paths, options.outFolder);
  for (const problem of inputs.problems) tell(`${problem}\n`);
  if (options.watch && inputs.folders.length === 0)
    throw new ConfigError([`--watch needs a folder to watch; ${options.paths.join(', ')} is none`]);
  if (!options.dryRun) await makeOutFolder(options.outFolder);
  const files = new Map<string, string | Uint8Array>(inputs.files);
  const results = createFolderResultStore(options.outFolder);
  if (inputs.readsStandardInput) {
    const bytes = await buffer(process.stdin);
    const claimOnDisk = (key: string): Promise<boolean> =>
      claimFolder(options.outFolder, key, results).catch((error: unknown) => {
        throw outError(options.outFolder, error);
      });
    const claim = async (key: string): Promise<boolean> =>
      !files.has(key) && (options.dryRun || (await claimOnDisk(key)));
    files.set(await standardInputKeyFor(digestOf(bytes), results, claim), bytes);
  }

  const { translator: engine, isRequired, terminology } = await chooseTranslator(options, tell);
  let isCapReached = false;
  const { maxCharacters = Number.POSITIVE_INFINITY } = options;
  const { translator, sent } = createCountedTranslator(engine, maxCharacters, () => {
    isCapReached = true;
  });
  const memoryFiles = isSample ? [sample.memoryPath, ...options.memoryFiles] : options.memoryFiles;
  const config = {
    targets: options.targets,
    summarySentences: options.summarySentences,
    summaryCharacters: options.summaryCharacters,
    terminology,
    style: options.style,
    requiredTranslator: isRequired ? translator.name : undefined,
  };
  // The store loads it when an article is to be written: after Ctrl-C, which also ends what compiles it, that is too late.
  if (!options.dryRun) await import('../lambda/store/render/docx.ts');
  let isWatching = false;
  let gone: string | undefined;
  const { stop, end, exitStatus } = listenForInterruption(() => {
    if (!isWatching)
      tell('Stopping: what was sent is waited for and kept. Ctrl-C again gives it up at once.\n');
  });
  const memory = await openMemory(options.outFolder, memoryFiles, tell, options.dryRun);
  const places = watchedForRoom({ memory, results }, (error) => {
    if (stop.soon.aborted) return;
    end(new StoppedError('Nothing can be written'));
    tell(`Nothing more is sent, as what comes back can't be kept: ${messageOf(error)}\n`);
  });
  const ports = {
    source: createFolderArticleSource(files),
    translator,
    ...places,
    log: createProgressLog(tell),
    stop,
    now: () => new Date(),
  };
  const keys = [...files.keys()];
  const isBilled = translator.name === billedTranslator;
  if (options.dryRun || isBilled) {
    const foreseen = await foreseeAll(createEstimator(config, ports), keys, options, stop.soon);
    // One file may be an archive of many articles.
    if (options.dryRun || foreseen.length > 1) tell(describeForeseen(foreseen, translator.name, isBilled));
    if (options.dryRun) {
      const isTroubled = inputs.problems.length > 0 || foreseen.some(isTrouble);
      return exitStatus() ?? (isTroubled ? 1 : 0);
    }
  }
  const processArticle = createPipeline(config, ports);

  let totals = noTotals;
  const report = (ref: ArticleRef, outcome: FileOutcome): void => {
    const key = nameOf(ref);
    totals = addToTotals(totals, key, outcome);
    const folder = join(options.outFolder, resultFolder(ref.key, ref.entry));
    const showsTexts = files.size <= maxArticlesShownWhole && ref.entry === undefined;
    print(
      options.json ? outcomeRecord(key, folder, outcome) : describeOutcome(key, folder, outcome, showsTexts),
    );
  };
  /** @returns undefined where it was interrupted */
  const processOne = async (key: string, place: string): Promise<FileOutcome | undefined> => {
    tell(`${place}${key}\n`);
    const settings = { force: options.force, onArticle: report };
    const outcome = await outcomeOf(async () => {
      const earlier = await earlierResult(key, results);
      const made = await processArticle({ key }, settings);
      if (earlier !== undefined && made.status !== 'unchanged') {
        const later = await earlierResult(key, results);
        if (later?.sha256 !== earlier.sha256) tell(describeReplaced(key, earlier));
      }
      return made;
    });
    if (outcome !== undefined) report({ key }, outcome);
    return outcome;
  };

  /** @returns false where the front page could not be written: the results are whole all the same */
  const listResults = async (): Promise<boolean> => {
    try {
      await writeFront(options.outFolder, results);
      return true;
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      tell(`The front page could not be written: ${messageOf(error)}\n`);
      return false;
    }
  };

  const progress = createProgress(keys.length, Date.now);
  let hasArchive = false;
  let undone = 0;
  for (const [index, key] of keys.entries()) {
    const outcome = stop.soon.aborted ? undefined : await processOne(key, progress.before(index));
    if (outcome === undefined) {
      undone++;
      continue;
    }
    progress.finished(outcome.status === 'unchanged');
    hasArchive ||=
      outcome.status === 'unpacked' || (outcome.status === 'unchanged' && outcome.isArchive === true);
  }
  const isListed = await listResults();
  const [onlyKey] = keys.length === 1 ? keys : [];
  const page =
    onlyKey === undefined || hasArchive || totals.counts.stored + totals.counts.unchanged === 0
      ? join(options.outFolder, pageName)
      : join(options.outFolder, resultFolder(onlyKey), pageName);
  if (options.open && !stop.soon.aborted)
    await openPage(page, () => tell(`No browser could be started. Open ${page}\n`));
  if (keys.length === 0 && inputs.problems.length === 0) tell('There is no file in what was given.\n');
  if (options.watch && !stop.soon.aborted) {
    isWatching = true;
    tell(`Watching ${inputs.folders.join(', ')}. Drop a file there; Ctrl-C ends.\n`);
    let work = Promise.resolve();
    const take = async (key: string, path: string): Promise<void> => {
      files.set(key, path);
      const outcome = stop.soon.aborted ? undefined : await processOne(key, '');
      if (outcome === undefined) undone++;
      else await listResults();
    };
    gone = await watchFolders(
      inputs.folders,
      options.outFolder,
      (key, path) => {
        work = work.then(() => take(key, path));
      },
      stop.soon,
    );
    await work;
    if (gone !== undefined) tell(`${gone}: is gone, so that it can't be watched.\n`);
  }
  if (isCapReached)
    tell(
      `--max-characters ${options.maxCharacters} was reached: what lacks its translation gets it in another run.\n`,
    );
  tell(describeTotals(totals, { characters: sent(), isBilled }, join(options.outFolder, pageName)));
  if (undone > 0) tell(`Stopped: ${undone} not done. Run it again to go on from there.\n`);
  const interrupted = exitStatus();
  // Whoever watches ends it so.
  if (interrupted !== undefined && (undone > 0 || !isWatching)) return interrupted;
  const troubles = inputs.problems.length + totals.counts.rejected + totals.counts.failed;
  return troubles === 0 && undone === 0 && gone === undefined && isListed ? 0 : 1;
}

function isTrouble({ status }: ForeseenRecord): boolean {
  return status === 'rejected' || status === 'failed';
}

/** Looks at every file; with `--dry-run` prints each. */
async function foreseeAll(
  estimateUpload: EstimateUpload,
  keys: readonly string[],
  { dryRun, force, json }: Options,
  signal: AbortSignal,
): Promise<ForeseenRecord[]> {
  const records: ForeseenRecord[] = [];
  for (const key of keys) {
    if (signal.aborted) break;
    const foreseen = await estimateUpload({ key }, { force }).then(
      (articles) => articles.map((one): ForeseenRecord => ({ key: nameOf(one.ref), ...one.foreseen })),
      (error): ForeseenRecord[] => [{ key, status: 'failed', message: messageOf(error) }],
    );
    records.push(...foreseen);
    if (dryRun)
      for (const record of foreseen)
        print(json ? `${JSON.stringify(record)}\n` : describeForeseenArticle(record));
  }
  return records;
}

/** @returns undefined where it was interrupted */
async function outcomeOf(process: () => Promise<FileOutcome>): Promise<FileOutcome | undefined> {
  try {
    return await process();
  } catch (error) {
    if (error instanceof StoppedError) return undefined;
    return { status: 'failed', message: messageOf(error) };
  }
}
