import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { terminologyInBundle } from '../../lambda/bundled-terminology.ts';
import { bundledTerminologyFolder, readTerminologyFolder } from '../../lambda/terminology-folder.ts';
import { bundleHandler } from '../../lib/bundled-handler.ts';
import { filesAtStart } from '../bench/bundle.ts';

describe('the bundle of the function', () => {
  let folder: string;
  let bundle: Metafile;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tribrief-bundle-'));
    bundle = bundleHandler('handler.ts', folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('reads at the start no library that only some articles need', () => {
    const entry = Object.keys(bundle.outputs).find((file) => file.endsWith('/index.mjs')) ?? '';
    const sources = [...filesAtStart(bundle, entry)].flatMap((file) =>
      Object.keys(bundle.outputs[file]?.inputs ?? {}),
    );
    const libraries = new Set(
      sources.map((source) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1]),
    );
    expect(libraries).toContain('htmlparser2');
    for (const library of ['unpdf', 'mammoth', 'postal-mime', 'docx', 'franc-all'])
      expect(libraries).not.toContain(library);
  });

  it('has the terms as they are read from their files', () => {
    const inBundle = JSON.parse(readFileSync(join(folder, terminologyInBundle), 'utf8')) as unknown;
    expect(inBundle).toEqual(readTerminologyFolder(bundledTerminologyFolder));
  });

  it('names the sources in the stack of an error', () => {
    const { stderr } = spawnSync(process.execPath, ['--enable-source-maps', join(folder, 'index.mjs')], {
      env: { PATH: process.env.PATH },
      encoding: 'utf8',
    });
    expect(stderr).toContain('RESULTS_BUCKET is not set');
    expect(stderr).toMatch(/lambda\/config\.ts:\d+/);
  });
});
