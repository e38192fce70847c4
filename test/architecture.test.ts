import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Who may import whom, and which packages. A unit is a folder of lambda/ or a file beside them, lib/, or a file of bin/;
 * everything may import within its own unit. Node's modules that reach outside the process count as packages.
 */
const table: Readonly<
  Record<string, { readonly units: readonly string[]; readonly packages: readonly string[] }>
> = {
  article: { units: [], packages: [] },
  errors: { units: ['article'], packages: [] },
  ports: { units: ['article'], packages: [] },
  config: { units: ['article', 'errors'], packages: [] },
  metrics: { units: [], packages: [] },
  text: { units: ['article'], packages: ['franc-all'] },
  clean: {
    units: ['article', 'errors', 'ports', 'text'],
    packages: ['htmlparser2', 'chardet', 'fflate', 'mammoth', 'postal-mime', 'unpdf', 'markdown-it', 'yaml'],
  },
  summarize: { units: ['article', 'errors', 'ports', 'text'], packages: [] },
  translate: { units: ['article', 'errors', 'ports', 'text'], packages: ['fast-xml-parser', 'csv-parse'] },
  store: { units: ['article', 'errors', 'ports', 'text'], packages: ['feed', 'docx', 'fflate'] },
  'terminology-folder': { units: ['article', 'errors', 'translate'], packages: ['node:fs'] },
  'bundled-terminology': { units: ['article', 'terminology-folder'], packages: ['node:fs'] },
  pipeline: {
    units: ['article', 'errors', 'ports', 'config', 'clean', 'summarize', 'translate', 'store'],
    packages: [],
  },
  estimate: {
    units: ['article', 'errors', 'ports', 'config', 'pipeline', 'clean', 'translate', 'store'],
    packages: [],
  },
  aws: {
    units: ['article', 'errors', 'ports', 'config', 'metrics', 'text'],
    packages: ['@aws-sdk/*', '@smithy/*', '@aws-lambda-powertools/*', 'aws-lambda', 'node:*'],
  },
  local: { units: ['article', 'errors', 'ports', 'config', 'text'], packages: ['fxtranslate', 'node:*'] },
  handler: {
    units: ['article', 'pipeline', 'config', 'errors', 'store', 'aws', 'translate', 'bundled-terminology'],
    packages: ['aws-lambda'],
  },
  'front-handler': { units: ['config', 'store', 'aws'], packages: ['aws-lambda'] },
  // The terms are read by what reads them in the function: both must come to the same names.
  lib: {
    units: ['config', 'metrics', 'store', 'text', 'translate', 'terminology-folder', 'bundled-terminology'],
    packages: ['aws-cdk-lib', 'constructs', 'esbuild', 'node:*'],
  },
  'bin/app': { units: ['lib'], packages: ['aws-cdk-lib'] },
  // What every command says or does.
  'bin/every': { units: [], packages: [] },
  'bin/memory': {
    units: [
      'article',
      'errors',
      'ports',
      'text',
      'translate',
      'store',
      'aws',
      'local',
      'operations',
      'bin/every',
    ],
    packages: ['@aws-sdk/client-s3', 'node:*'],
  },
  // Commands for whoever runs a deployed stack.
  operations: {
    units: ['aws', 'article', 'errors', 'ports', 'store', 'local', 'text', 'bin/every'],
    packages: ['@aws-sdk/client-s3', '@aws-sdk/client-sqs', '@aws-sdk/client-cloudformation', 'node:*'],
  },
  'command line': {
    units: [
      'article',
      'errors',
      'ports',
      'config',
      'pipeline',
      'estimate',
      'local',
      'aws',
      'clean',
      'summarize',
      'translate',
      'store',
      'text',
      'terminology-folder',
      'bin/every',
    ],
    packages: ['node:*', 'env-paths', 'chokidar'],
  },
};

/** Computation only: any unit may use these. */
const pureModules = ['node:zlib', 'node:crypto', 'node:buffer', 'node:url'];

const everyCommand = ['wrong-usage', 'quiet-aws-sdk'];
const operations = ['redrive', 'backfill', 'pull', 'mirror', 'relist', 'stack-command', 'stack-outputs'];

function unitOf(path: string): string {
  const [top = '', second = ''] = path.split(sep);
  if (top === 'lib') return 'lib';
  const name = second.replace(/\.ts$/, '');
  if (top === 'bin' && ['app', 'memory'].includes(name)) return `bin/${name}`;
  if (top === 'bin' && everyCommand.includes(name)) return 'bin/every';
  if (top === 'bin') return operations.includes(name) ? 'operations' : 'command line';
  return name;
}

function importsOf(path: string): string[] {
  const source = readFileSync(join(root, path), 'utf8');
  const statements = source.matchAll(
    /^(?:import|export)\b[^;'"]*\bfrom\s+'([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm,
  );
  return [...statements].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '');
}

function isAllowedPackage(name: string, patterns: readonly string[]): boolean {
  if (pureModules.includes(name)) return true;
  return patterns.some((pattern) =>
    pattern.endsWith('*')
      ? name.startsWith(pattern.slice(0, -1))
      : name === pattern || name.startsWith(`${pattern}/`),
  );
}

const files = ['bin', 'lambda', 'lib']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((path) => path.endsWith('.ts'));

describe('the import table', () => {
  it('knows every file', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((path) => !(unitOf(path) in table))).toEqual([]);
  });

  it.each(files)('is kept by %s', (path) => {
    const unit = unitOf(path);
    const allowed = table[unit];
    const forbidden = importsOf(path).filter((name) => {
      if (!name.startsWith('.')) return !isAllowedPackage(name, allowed?.packages ?? []);
      const imported = unitOf(relative(root, join(root, dirname(path), name)));
      return imported !== unit && !allowed?.units.includes(imported);
    });
    expect(forbidden).toEqual([]);
  });
});
