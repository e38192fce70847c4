import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { S3Client } from '@aws-sdk/client-s3';
import { dollarsPerCharacter } from '../lambda/article.ts';
import { s3MemoryEntries } from '../lambda/aws/s3-memory-entries.ts';
import { createS3Packs } from '../lambda/aws/s3-packs.ts';
import { createS3TranslationMemory } from '../lambda/aws/s3-translation-memory.ts';
import { ConfigError, UpstreamError } from '../lambda/errors.ts';
import {
  createFolderTranslationMemory,
  folderMemoryEntries,
} from '../lambda/local/folder-translation-memory.ts';
import type { TranslationMemory } from '../lambda/ports.ts';
import { billedTranslator, inDollars } from '../lambda/store/cost.ts';
import { renderMemory } from '../lambda/store/render/tmx.ts';
import { type MemoryEntry, normalizedSegment, people } from '../lambda/text/memory-entry.ts';
import { codePointLength } from '../lambda/text/utf8.ts';
import { readTmx, type TmxPairs } from '../lambda/translate/tmx.ts';
import { stackOutputs } from './stack-outputs.ts';
import { fileProblem, helpHint } from './wrong-usage.ts';

const usage = `Usage: npm run memory -- stats  [--out DIR | --stack NAME]
       npm run memory -- export FILE.tmx [--out DIR | --stack NAME]
       npm run memory -- import FILE.tmx… [--out DIR | --stack NAME]

Looks into the memory of translations: the one beside local results (--out,
default: results), or that of a deployed stack (--stack Tribrief-prod).

stats   how many sentences it knows, by languages and by who translated them
export  all of it as one file for translation tools, TMX 1.4b
import  takes the translations of the files as made by people: from then on
        each wins over what an engine gives. Import what was reviewed. What an
        engine made and nobody changed, as exported files say, is left out.

Exit status: 0 done; 1 something failed; 2 wrong usage.
`;

interface Place {
  readonly name: string;
  readonly memory: TranslationMemory;
  readonly entries: () => AsyncIterable<MemoryEntry>;
}

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const { command, files, out, stack } = parse(args);
    if (command === 'help') {
      process.stdout.write(usage);
      return 0;
    }
    // Read before anything is written: of files that can't be read, none is taken.
    const read = command === 'import' ? await Promise.all(files.map(readFileOf)) : [];
    const place = await openPlace(out, stack);
    if (command === 'stats') await printStats(place);
    else if (command === 'export') await exportTo(files[0] ?? '', place);
    else for (const pairs of read) await importInto(place, pairs);
    return 0;
  } catch (error) {
    if (error instanceof ConfigError) {
      process.stderr.write(`${error.message}\n${helpHint}`);
      return 2;
    }
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (error instanceof UpstreamError && error.cause instanceof Error)
      process.stderr.write(`${error.cause.message}\n`);
    return 1;
  }
}

function parse(args: readonly string[]) {
  let parsed: ReturnType<typeof parseOptions>;
  try {
    parsed = parseOptions(args);
  } catch (error) {
    throw new ConfigError([(error as Error).message], { cause: error });
  }
  const { values, positionals } = parsed;
  const [command = '', ...files] = positionals;
  if (values.help) return { command: 'help', files, out: '', stack: undefined } as const;
  const allowed = ['stats', 'export', 'import'] as const;
  const known = allowed.find((name) => name === command);
  const problems: string[] = [];
  if (known === undefined) problems.push(`"${command}": must be one of ${allowed.join(', ')}`);
  if (known === 'stats' && files.length > 0) problems.push(`stats takes no file: ${files.join(' ')}`);
  if (known === 'export' && files.length !== 1) problems.push('export needs the name of one file to write');
  if (known === 'import' && files.length === 0) problems.push('import needs a TMX file');
  if (values.out !== undefined && values.stack !== undefined)
    problems.push('--out and --stack do not go together: name one place');
  if (known === undefined || problems.length > 0) throw new ConfigError(problems);
  return { command: known, files, out: values.out ?? 'results', stack: values.stack };
}

function parseOptions(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { out: { type: 'string' }, stack: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
}

async function openPlace(out: string, stack: string | undefined): Promise<Place> {
  if (stack === undefined) {
    const folder = join(out, '.memory');
    return {
      name: folder,
      memory: createFolderTranslationMemory(folder),
      entries: () => folderMemoryEntries(folder),
    };
  }
  const { ResultsBucketName: bucket } = await stackOutputs(stack, ['ResultsBucketName']);
  const s3 = new S3Client({});
  return {
    name: `memory/ of ${bucket}`,
    memory: createS3TranslationMemory(s3, bucket, createS3Packs(s3, bucket)),
    entries: () => s3MemoryEntries(s3, bucket),
  };
}

async function printStats({ name, entries }: Place): Promise<void> {
  const rows = new Map<string, { sentences: number; characters: number; isBilled: boolean }>();
  for await (const { source, target, origin, segment } of entries()) {
    const key = `${source} → ${target}, ${origin}`;
    const { sentences, characters } = rows.get(key) ?? { sentences: 0, characters: 0 };
    rows.set(key, {
      sentences: sentences + 1,
      characters: characters + codePointLength(segment),
      isBilled: origin === billedTranslator,
    });
  }
  console.log(`${name}${rows.size === 0 ? ': no translations' : ''}`);
  for (const [key, { sentences, characters, isBilled }] of [...rows].sort()) {
    const worth = isBilled ? `, ${inDollars(characters * dollarsPerCharacter)} at list price` : '';
    console.log(
      `${key}: ${sentences.toLocaleString('en')} sentences, ${characters.toLocaleString('en')} characters${worth}`,
    );
  }
}

/** Of several translations of a sentence, people's, else the last. */
async function exportTo(file: string, { entries }: Place): Promise<void> {
  const units = new Map<string, MemoryEntry>();
  for await (const entry of entries()) {
    const key = `${entry.source} ${entry.target} ${normalizedSegment(entry.segment)}`;
    if (units.get(key)?.origin !== people || entry.origin === people) units.set(key, entry);
  }
  await writeFile(file, renderMemory([...units.values()])).catch((error: unknown) => {
    throw new ConfigError([`export ${file}: ${fileProblem(error)}`], { cause: error });
  });
  console.log(`${file}: ${units.size.toLocaleString('en')} translations`);
}

interface ReadFile {
  readonly file: string;
  readonly pairs: readonly TmxPairs[];
}

/** @throws {ConfigError} naming the file */
async function readFileOf(file: string): Promise<ReadFile> {
  try {
    return { file, pairs: readTmx(await readFile(file)) };
  } catch (error) {
    throw new ConfigError([`${file}: ${fileProblem(error)}`], { cause: error });
  }
}

async function importInto({ memory }: Place, { file, pairs }: ReadFile): Promise<void> {
  if (pairs.length === 0)
    console.log(`${file}: no translations into Korean or Japanese that people made or changed`);
  for (const { source, target, pairs: translations } of pairs) {
    await memory.remember(translations, { source, target, origin: people });
    console.log(
      `${file}: ${translations.size.toLocaleString('en')} translations from ${source} to ${target}`,
    );
  }
}
