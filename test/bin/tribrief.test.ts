import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { folderMemoryEntries } from '../../lambda/local/folder-translation-memory.ts';
import { paragraphsOf } from '../bench/made-article.ts';
import { type LibreTranslateStub, startLibreTranslateStub } from '../stubs/libretranslate-server.ts';
import { pretendTranslation, startTranslateStub } from '../stubs/translate-server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const command = join(root, 'node_modules/.bin/tsx');
const script = join(root, 'bin/tribrief.ts');
const article = readFileSync(join(root, 'test/corpus/tram-line/source.txt'));

const savedPage = `<!DOCTYPE html><title>Tram line</title><article>${article
  .toString()
  .split(/\n+/)
  .map((text) => `<p>${text}</p>`)
  .join('')}</article>`;

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('the command line', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tribrief-cli-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** No network, no account: as on a fresh machine without either. */
  const environment = () => ({
    PATH: process.env.PATH ?? '',
    HOME: folder,
    TRIBRIEF_MODELS_URL: 'http://127.0.0.1:9',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  const run = (
    args: readonly string[],
    input?: string,
    path = process.env.PATH,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Ended> =>
    new Promise((done) => {
      const child = execFile(
        command,
        [script, ...args],
        { cwd: folder, env: { ...environment(), PATH: path ?? '', ...more } },
        (error, stdout, stderr) => {
          done({ status: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
        },
      );
      child.stdin?.end(input);
    });
  const put = (name: string, bytes: string | Uint8Array = article): string => {
    const path = join(folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, bytes);
    return path;
  };

  it('takes a ZIP archive apart, reports each article and opens with the list of all', async () => {
    const archive = zipSync({ 'a.txt': article, 'b.txt': strToU8('too short'), 'c.png': strToU8('x') });
    put('in/day.zip', archive);
    const { status, stdout, stderr } = await run(['in/day.zip', '--translator', 'none']);
    expect(status).toBe(1);
    expect(stdout).toContain('day.zip/a.txt: stored in results/day.zip/a.txt');
    expect(stdout).toContain('day.zip/b.txt: rejected (no-article)');
    expect(stdout).toContain('day.zip: unpacked, 2 articles (left out: 1 other file, c.png)');
    expect(stderr).toMatch(/Stored +1\n[\s\S]*Rejected +1/);
    expect(readFileSync(join(folder, 'results/index.html'), 'utf8')).toContain('day.zip/a.txt');
  });

  it('runs the sample without network and account, translated from the memory', async () => {
    const { status, stdout, stderr } = await run([]);
    expect(status).toBe(0);
    expect(stdout).toContain('한국어 (translator: memory)');
    expect(stdout).toContain('日本語 (translator: memory)');
    expect(stderr).toContain('0 sent to the translator');
    const result = JSON.parse(readFileSync(join(folder, 'results/night-ferry.txt/article.json'), 'utf8'));
    expect(result.usage).toMatchObject({ charactersTranslated: 0, requests: 0 });
    expect(result.usage.charactersReused).toBeGreaterThan(1000);
    expect(result.translations.ko.findings).toEqual([]);
    expect((await run([])).stdout).toContain('unchanged');
  });

  describe('with an engine', () => {
    let engine: LibreTranslateStub;
    beforeEach(async () => {
      engine = await startLibreTranslateStub();
    });
    afterEach(() => engine.close());
    const runWithEngine = (...args: string[]): Promise<Ended> =>
      run([...args, '--translator', 'libretranslate'], undefined, undefined, {
        TRIBRIEF_LIBRETRANSLATE_URL: engine.url,
      });
    const sent = (): number =>
      engine.requests.reduce((sum, { q }) => sum + [...q.join('')].length + q.length - 1, 0);

    it('says with --dry-run what would be sent, once for what stands in several, and sends and stores nothing', async () => {
      put('in/a.txt');
      put('in/b.txt');
      put('in/c.txt', '');
      const dry = await runWithEngine('in', '--dry-run', '--json');
      const [a, b, c] = dry.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(engine.requests).toEqual([]);
      expect(existsSync(join(folder, 'results'))).toBe(false);
      expect(b).toMatchObject({ key: 'b.txt', usage: { charactersTranslated: 0 } });
      expect(c).toMatchObject({ key: 'c.txt', status: 'rejected' });
      expect(dry.status).toBe(1);

      await runWithEngine('in/a.txt', '--max-characters', String(a.usage.charactersTranslated));
      expect(sent()).toBe(a.usage.charactersTranslated);
      expect((await runWithEngine('in/a.txt', '--dry-run')).stdout).toContain('a.txt: unchanged');
    });

    it('sends no more than --max-characters, says so, and goes on in the next run', async () => {
      put('in/a.txt');
      const first = await runWithEngine('in', '--max-characters', '100', '--json');
      expect(first.status).toBe(0);
      expect(JSON.parse(first.stdout).translations).toEqual({ ko: 'unavailable', ja: 'unavailable' });
      expect(first.stderr).toContain('--max-characters 100 was reached');
      expect(sent()).toBeLessThanOrEqual(100);
      const second = await runWithEngine('in', '--json');
      expect(JSON.parse(second.stdout).translations).toEqual({ ko: 'complete', ja: 'complete' });
    });

    it('says after the run all that was sent, also for an article that failed', async () => {
      put('a.txt');
      const failing = await startLibreTranslateStub({
        fault: (count) => (count === 0 ? undefined : { status: 500, body: 'out' }),
      });
      try {
        const { status, stderr } = await run(
          ['a.txt', '--translator', 'libretranslate'],
          undefined,
          undefined,
          {
            TRIBRIEF_LIBRETRANSLATE_URL: failing.url,
          },
        );
        expect(status).toBe(1);
        const [{ q } = { q: [] }, ...others] = failing.requests;
        expect(others).toEqual([]);
        const characters = [...q.join('')].length;
        expect(characters).toBeGreaterThan(500);
        expect(stderr).toContain(`1 failed. Characters: ${characters.toLocaleString('en')} sent`);
      } finally {
        await failing.close();
      }
    });

    it('keeps one memory with another run at the same time', async () => {
      // Each run's first request waits for the other's: from there on both work.
      let meet = (): void => undefined;
      const met = new Promise<void>((resolve) => {
        meet = resolve;
      });
      const shared = await startLibreTranslateStub({
        hold: () => {
          if (shared.received() === 2) meet();
          return met;
        },
      });
      const both = (...args: string[]) =>
        run([...args, '--translator', 'libretranslate', '--targets', 'ko', '--json'], undefined, undefined, {
          TRIBRIEF_LIBRETRANSLATE_URL: shared.url,
        });
      const count = 12;
      const wire = paragraphsOf(12);
      const story = (run: number, index: number): string => {
        const own = paragraphsOf(6, 1_000 * run + 10 * index);
        const parts = [...own, ...wire.slice(index % 4), ...paragraphsOf(3, 100 + 3 * index)];
        return `Report ${run} of day ${index}\n\n${parts.join('\n\n')}\n`;
      };
      for (const run of [1, 2])
        for (let index = 0; index < count; index++) put(`in${run}/${run}-${index}.txt`, story(run, index));
      try {
        const ended = await Promise.all([both('in1'), both('in2')]);
        expect(ended.map(({ status }) => status)).toEqual([0, 0]);
      } finally {
        meet();
        await shared.close();
      }

      const sentences = new Set<string>();
      for (const run of [1, 2]) {
        for (let index = 0; index < count; index++) {
          const stored = readFileSync(join(folder, `results/${run}-${index}.txt/article.json`), 'utf8');
          const { headline, body, translations } = JSON.parse(stored);
          expect(translations.ko.status).toBe('complete');
          expect(translations.ko.body).toEqual(
            body.map((texts: string[]) => texts.map((text) => pretendTranslation(text, 'ko'))),
          );
          for (const text of [headline, ...body.flat()]) sentences.add(text);
        }
      }
      const memory = join(folder, 'results/.memory');
      const files = readdirSync(memory, { recursive: true, withFileTypes: true }).filter((one) =>
        one.isFile(),
      );
      expect(files.filter(({ name }) => !name.endsWith('.json'))).toEqual([]);
      const entries = new Map<string, string>();
      for await (const { segment, translation } of folderMemoryEntries(memory))
        entries.set(segment, translation);
      expect(files).toHaveLength(entries.size);
      expect(entries).toEqual(new Map([...sentences].map((text) => [text, pretendTranslation(text, 'ko')])));
      // A folder has no reservations: what both send in the same moment each pays for, once.
      const times = new Map<string, number>();
      for (const text of shared.requests.flatMap(({ q }) => q)) times.set(text, (times.get(text) ?? 0) + 1);
      expect(Math.max(...times.values())).toBeLessThanOrEqual(2);
    });

    /** A disk of its own for a process: by a namespace, which needs no rights where the system allows it. */
    const inSmallDisk = (line: string): string[] => [
      '-rm',
      'sh',
      '-c',
      `mkdir -p out && mount -t tmpfs -o size=250k tmpfs out && ${line}`,
    ];
    const hasDisks = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status === 0;
    it.skipIf(!hasDisks)('sends nothing more when the disk is full: it could not be kept', async () => {
      for (const name of ['a', 'b', 'c', 'd', 'e'])
        put(
          `in/${name}.txt`,
          String(article).replaceAll('tram', `tram${name}`).replaceAll('. ', ` in ${name}. `),
        );
      const args = [script, 'in', '--translator', 'libretranslate', '--targets', 'ko', '--out', 'out'];
      const ended = await new Promise<Ended>((done) => {
        execFile(
          'unshare',
          inSmallDisk([command, ...args].join(' ')),
          { cwd: folder, env: { ...environment(), TRIBRIEF_LIBRETRANSLATE_URL: engine.url } },
          (error, stdout, stderr) => done({ status: Number(error?.code ?? 0), stdout, stderr }),
        );
      });
      expect(ended.stdout).toContain('a.txt: stored');
      expect(ended.stderr).toContain("Nothing more is sent, as what comes back can't be kept");
      expect(ended.stderr).toMatch(/Stopped: [123] not done/);
      expect(ended.status).toBe(1);
      expect(engine.requests.some(({ q }) => q.join().includes('trame'))).toBe(false);
    });

    it.each(['0', 'many', '-5', '0x10', '1e3', '2.0'])('refuses --max-characters %s', async (value) => {
      const { status, stderr } = await run(['in', `--max-characters=${value}`]);
      expect(status).toBe(2);
      expect(stderr).toContain(`--max-characters ${value}: must be a whole number from 1`);
    });
  });

  it('knows with --dry-run what --memory brings, and keeps none of it', async () => {
    put('a.txt');
    const expected = readFileSync(join(root, 'test/corpus/tram-line/expected.clean.json'), 'utf8');
    const { headline } = JSON.parse(expected) as { readonly headline: string };
    const pairs = `<tu><tuv xml:lang="en"><seg>${headline}</seg></tuv><tuv xml:lang="ko"><seg>전차</seg></tuv></tu>`;
    put('desk.tmx', `<tmx version="1.4"><header srclang="en"/><body>${pairs}</body></tmx>`);
    const args = ['a.txt', '--dry-run', '--json', '--targets', 'ko', '--translator', 'amazon'];
    const charactersOf = async (more: readonly string[]): Promise<number> => {
      const { stdout } = await run([...args, ...more]);
      return (JSON.parse(stdout) as { usage: { charactersTranslated: number } }).usage.charactersTranslated;
    };
    const all = await charactersOf([]);
    expect(await charactersOf(['--memory', 'desk.tmx'])).toBe(all - [...headline].length - 1);
    expect(await charactersOf([])).toBe(all);
    expect(existsSync(join(folder, 'results'))).toBe(false);
  });

  it('says before it begins, and after it, what Amazon Translate is sent, also for one archive', async () => {
    const other = Buffer.concat([article, Buffer.from('\n\nOne more sentence stands here.\n')]);
    put('day.zip', zipSync({ 'a.txt': article, 'b.txt': other }));
    const amazon = await startTranslateStub();
    try {
      const { status, stderr } = await run(['day.zip', '--translator', 'amazon'], undefined, undefined, {
        AWS_ENDPOINT_URL_TRANSLATE: amazon.url,
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
      });
      expect(status).toBe(0);
      const sent = amazon.requests.reduce((sum, { text }) => sum + [...text].length, 0);
      const said =
        /amazon-translate, 2 articles: ([\d,]+) characters to send in \d+ requests, ([\d,]+) reused: \$(\S+)/;
      const [line = '', foreseen = '', reused, dollars] = said.exec(stderr) ?? [];
      const number = (text: string): number => Number(text.replaceAll(',', ''));
      expect(number(foreseen)).toBeLessThanOrEqual(sent);
      expect(number(foreseen)).toBeGreaterThan(sent / 1.5);
      expect(dollars).toBe(((number(foreseen) * 15) / 1e6).toFixed(3));
      expect(reused).not.toBe('0');
      const after = stderr.slice(stderr.indexOf(line) + line.length);
      expect(after).toMatch(new RegExp(`^Characters sent +${sent.toLocaleString('en')}$`, 'm'));
      expect(after).toMatch(/^Cost at list price +\$0\.\d\d\d?$/m);
    } finally {
      await amazon.close();
    }
  });

  it('says what Amazon Translate would cost without an account', async () => {
    put('in/a.txt');
    put('in/b.txt', Buffer.concat([article, Buffer.from('\n\nOne more sentence stands here.\n')]));
    const { status, stdout, stderr } = await run(['in', '--dry-run', '--translator', 'amazon']);
    expect(status).toBe(0);
    const characters = [...stdout.matchAll(/: ([\d,]+) characters to send/g)].map(([, count]) =>
      Number(count?.replaceAll(',', '')),
    );
    expect(characters[1]).toBeLessThan((characters[0] ?? 0) / 5);
    const total = characters.reduce((sum, count) => sum + count, 0);
    expect(stderr).toContain(
      `amazon-translate, 2 articles: ${total.toLocaleString('en')} characters to send`,
    );
    expect(stderr).toContain(`$${((total * 15) / 1e6).toFixed(3)} at list price`);
    expect(existsSync(join(folder, 'results'))).toBe(false);
  });

  it('stores what no engine can translate, says what to do, and fills it in later', async () => {
    put('in/a.txt');
    const first = await run(['in', '--json']);
    expect(first.status).toBe(0);
    expect(JSON.parse(first.stdout)).toMatchObject({
      key: 'a.txt',
      status: 'stored',
      translations: { ko: 'unavailable' },
    });
    expect(first.stderr).toContain('--translator amazon');
    const { translations, body } = JSON.parse(
      readFileSync(join(folder, 'results/a.txt/article.json'), 'utf8'),
    );
    expect(Object.keys(translations.ko).sort()).toEqual(['reason', 'status']);
    const units = ['Linden council votes to bring back trams after 61 years', ...body.flat()]
      .map((text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))
      .map(
        (text) =>
          `<tu><tuv xml:lang="en"><seg>${text}</seg></tuv><tuv xml:lang="ko"><seg>전차</seg></tuv></tu>`,
      );
    put('desk.tmx', `<tmx version="1.4"><header srclang="en"/><body>${units.join('')}</body></tmx>`);
    const second = await run(['in', '--json', '--targets', 'ko', '--memory', 'desk.tmx']);
    expect(JSON.parse(second.stdout)).toMatchObject({ status: 'stored', translations: { ko: 'complete' } });
  });

  it('goes on after an entry of a folder that leads nowhere', async () => {
    put('in/a.txt');
    symlinkSync('/nowhere', join(folder, 'in/m.txt'));
    put('in/z.txt');
    const { status, stdout, stderr } = await run(['in', '--translator', 'none', '--json']);
    expect(stdout.trim().split('\n')).toHaveLength(2);
    expect(stderr).toContain('in/m.txt: there is no such file or folder');
    expect(status).toBe(1);
  });

  it.skipIf(process.platform !== 'linux')('says that a name in another encoding is why', async () => {
    put('in/a.txt');
    const name = Buffer.concat([
      Buffer.from(join(folder, 'in/')),
      Buffer.of(0xb1, 0xe2),
      Buffer.from('.txt'),
    ]);
    writeFileSync(name, article);
    const { status, stdout, stderr } = await run(['in', '--translator', 'none']);
    expect(stdout).toContain('a.txt');
    expect(stderr).toContain('has a name that is not in UTF-8: rename it');
    expect(status).toBe(1);
  });

  it.each([
    ['--out', ['in/a.txt', '--out', 'in/a.txt'], 'no folder can be made there'],
    ['--watch', ['in/a.txt', '--watch'], 'in/a.txt is none'],
    ['--out as the folder of articles', ['in', '--out', './in'], 'in: is where results go (--out ./in)'],
    [
      '--out as where the article is',
      ['in/a.txt', '--out', 'in'],
      'in/a.txt: its result would be a folder of the same name there (--out in)',
    ],
    ['--out around the folder of articles', ['in', '--out', '.'], 'in: is where results go (--out .)'],
  ])('says before it begins what is wrong with %s', async (_, args, reason) => {
    put('in/a.txt');
    const { status, stderr } = await run(args);
    expect(stderr).toContain(reason);
    expect(status).toBe(2);
  });

  it.each([
    ['missing.txt', '--explain missing.txt: there is no such file'],
    ['.', '--explain .: is a folder, not a file'],
  ])('says why it can’t explain %s', async (path, reason) => {
    const { status, stderr } = await run(['--explain', path]);
    expect(stderr.trim().split('\n')).toEqual([expect.stringContaining(reason)]);
    expect(status).toBe(1);
  });

  it('prints the warnings of each article, and counts the articles that have one', async () => {
    put('in/a.md', Buffer.concat([Buffer.from('\ufeff'), article, Buffer.of(0x0a, 0xff, 0x0a)]));
    const warning = /^ {2}Warning: 1 characters could not be read and stand as \ufffd\.$/m;
    const one = await run(['in/a.md', '--translator', 'none']);
    expect(one.stdout).toMatch(warning);
    expect(one.stderr).toContain('1 stored, 1 with warnings. Characters:');
    for (const name of ['b', 'c', 'd', 'e', 'f', 'g']) put(`in/${name}.txt`);
    const several = await run(['in', '--translator', 'none', '--force']);
    expect(several.stdout).toMatch(/^a\.md: stored in results\/a\.md\n {2}Warning: 1 characters/m);
    expect(several.stderr).toMatch(/^Stored +7\n {2}with warnings +1$/m);
  });

  it('goes on after what it can’t process, and ends with 1', async () => {
    put('in/good.txt');
    put('in/empty.txt', '');
    put('in/program.txt', readFileSync(process.execPath).subarray(0, 2000));
    put('in/sub/한국 기사 + 😀.txt');
    put('in/.hidden.txt');
    const { status, stdout, stderr } = await run(['in', 'in/nowhere.txt', '--translator', 'none', '--json']);
    const records = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.map(({ key, status: state, reason }) => [key, state, reason])).toEqual([
      ['empty.txt', 'rejected', 'empty'],
      ['good.txt', 'stored', undefined],
      ['program.txt', 'rejected', 'unsupported-type'],
      ['sub/한국 기사 + 😀.txt', 'stored', undefined],
    ]);
    expect(stderr).toContain('in/nowhere.txt: there is no such file or folder');
    expect(stderr).toMatch(/^Stored +2$/m);
    expect(stderr).toMatch(/^Rejected +2$/m);
    expect(stderr).toMatch(/^ {2}unsupported-type +1 {2}program\.txt$/m);
    expect(stderr).toMatch(/^Cost at list price +\$0$/m);
    const front = readFileSync(join(folder, 'results/index.html'), 'utf8');
    expect(front).toContain(
      'href="./sub/%ED%95%9C%EA%B5%AD%20%EA%B8%B0%EC%82%AC%20%2B%20%F0%9F%98%80.txt/index.html',
    );
    expect(front).toContain('빈 파일입니다.');
    expect(status).toBe(1);
    expect(JSON.parse(readFileSync(join(folder, 'results/empty.txt/rejection.json'), 'utf8'))).toMatchObject({
      reason: 'empty',
    });
    expect(existsSync(join(folder, 'results/sub/한국 기사 + 😀.txt/index.html'))).toBe(true);
  });

  it('leaves out what a browser put beside a page that it saved whole', async () => {
    const page = article
      .toString()
      .split(/\n{2,}/)
      .map((text) => `<p>${text}</p>`);
    put('in/Tram line.html', `<!DOCTYPE html><title>Tram line</title><article>${page.join('')}</article>`);
    put('in/Tram line_files/saved_resource.html');
    put('in/Tram line_files/menu.js.download', 'function menu() {}');
    put('in/case_files/tram.txt');
    put(
      'in/case_files/Bus line.html',
      `<!DOCTYPE html><title>Bus line</title><article>${page.join('')}</article>`,
    );
    put('in/case_files/Bus line_files/frame.html');
    const { status, stdout } = await run(['in', '--translator', 'none', '--json']);
    const keys = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).key);
    expect(keys).toEqual(['Tram line.html', 'case_files/Bus line.html', 'case_files/tram.txt']);
    expect(status).toBe(0);
  });

  it.skipIf(process.platform === 'win32')(
    'leaves out what systems and programs put into a folder',
    async () => {
      put('in/a.txt');
      put('in/Thumbs.db', 'x');
      execFileSync('mkfifo', [join(folder, 'in/pipe')]);
      put('in/sub/desktop.ini', '[.ShellClassInfo]');
      put('in/~$memo.docx', Buffer.concat([Buffer.from('\x03Kim'), Buffer.alloc(158)]));
      put('in/~$5 a year for the tram.rtf');
      const { stdout } = await run(['in', '--translator', 'none', '--json']);
      const keys = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).key);
      expect(keys).toEqual(['a.txt', '~$5 a year for the tram.rtf']);
    },
  );

  it('refuses a second input with the key of the first, naming both', async () => {
    const [one, other] = [put('one/a.txt'), put('other/a.txt')];
    const { status, stderr } = await run([one, other, '--translator', 'none']);
    expect(status).toBe(1);
    expect(stderr).toContain(`${other}: has the key a.txt, as ${one} has`);
  });

  it('stores an upload named like the front page beside it', async () => {
    put(
      'in/index.html',
      `<html><body><article><h1>Trams return</h1>${article
        .toString()
        .split('\n')
        .map((line) => `<p>${line}</p>`)
        .join('')}</article></body></html>`,
    );
    put('in/feed.ko.xml/a.txt');
    expect((await run(['in', '--translator', 'none'])).status).toBe(0);
    expect(existsSync(join(folder, 'results/index.html~/article.json'))).toBe(true);
    expect(readFileSync(join(folder, 'results/index.html'), 'utf8')).toContain('./index.html~/index.html');
    expect(existsSync(join(folder, 'results/feed.ko.xml~/a.txt/article.json'))).toBe(true);
    expect(readFileSync(join(folder, 'results/feed.ko.xml'), 'utf8')).toContain('<feed');
  });

  it.skipIf(process.platform !== 'linux')('opens the page of the result, or of all', async () => {
    put('xdg-open', '#!/bin/sh\nprintf "%s\\n" "$1" >> opened.txt\n');
    chmodSync(join(folder, 'xdg-open'), 0o755);
    const opened = async (args: readonly string[]): Promise<string> => {
      rmSync(join(folder, 'opened.txt'), { force: true });
      await run([...args, '--open', '--translator', 'none'], undefined, `${folder}:${process.env.PATH}`);
      // The browser is left to itself: it may come after the command has ended.
      return vi.waitFor(() => readFileSync(join(folder, 'opened.txt'), 'utf8').trim(), 5_000);
    };
    expect(await opened([put('in/a.txt')])).toBe(join(folder, 'results/a.txt/index.html'));
    put('in/b.txt');
    expect(await opened(['in'])).toBe(join(folder, 'results/index.html'));
    const onlyNode = join(folder, 'bin');
    mkdirSync(onlyNode);
    symlinkSync(process.execPath, join(onlyNode, 'node'));
    const { status, stderr } = await run(['in/a.txt', '--open'], undefined, onlyNode);
    expect(stderr).toContain('No browser could be started. Open results/a.txt/index.html');
    expect(status).toBe(0);
  });

  it('reads standard input', async () => {
    const { status, stdout } = await run(['-', '--translator', 'none', '--json'], String(article));
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ key: 'standard-input', status: 'stored' });
  });

  it('keeps every text that came by standard input, each once', async () => {
    const headlines = ['Trams return', 'Buses leave', 'Trams return'];
    const keys: string[] = [];
    for (const headline of headlines) {
      const { stdout } = await run(['-', '--translator', 'none', '--json'], `${headline}\n\n${article}`);
      keys.push(JSON.parse(stdout).key);
    }
    expect(keys).toEqual(['standard-input', 'standard-input-2', 'standard-input']);
  });

  it('keeps apart what comes through two pipes at once', async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((done) => {
      release = done;
    });
    const server = await startLibreTranslateStub({ hold: () => released });
    try {
      const piped = async (headline: string): Promise<string> => {
        const args = ['-', '--translator', 'libretranslate', '--targets', 'ko', '--json'];
        const more = { TRIBRIEF_LIBRETRANSLATE_URL: server.url };
        const { stdout } = await run(args, `${headline}\n\n${article}`, undefined, more);
        return JSON.parse(stdout).key as string;
      };
      const keys = Promise.all([piped('Trams return'), piped('Buses leave')]);
      // Each has its key and nothing stored.
      await vi.waitFor(() => expect(server.received()).toBe(2), 15_000);
      release();
      expect((await keys).sort()).toEqual(['standard-input', 'standard-input-2']);
    } finally {
      await server.close();
    }
  });

  it('says that a result of another text was replaced, and which', async () => {
    put('x/news.txt');
    put('y/news.txt', savedPage);
    put('z/news.txt', '');
    const stderrOf = async (path: string) => (await run([path, '--translator', 'none'])).stderr;
    expect(await stderrOf('x/news.txt')).not.toContain('replaced');
    expect(await stderrOf('y/news.txt')).toContain(
      '“Linden council votes to bring back trams after 61 years”, and is replaced',
    );
    expect(await stderrOf('z/news.txt')).toContain('“Tram line”, and is replaced');
    expect(await stderrOf('y/news.txt')).not.toContain('replaced');
  });

  it('goes on after an earlier result that can’t be read', async () => {
    put('in/a.txt');
    put('in/b.txt');
    mkdirSync(join(folder, 'results/a.txt/article.json'), { recursive: true });
    const { status, stdout } = await run(['in', '--translator', 'none']);
    expect(stdout).toMatch(/a\.txt: failed[^\n]*\n[\s\S]*b\.txt/);
    expect(status).toBe(1);
  });

  it.skipIf(process.getuid?.() === 0)('says that a file may not be read', async () => {
    chmodSync(put('locked.txt'), 0o000);
    expect((await run(['locked.txt'])).stdout).toContain('cannot read');
  });

  it.each([
    [['--translator', 'babelfish'], /--translator babelfish: must be one of auto, amazon/],
    [['--targets', 'ko,xx'], /--targets xx: must be one of ko, ja/],
    [['--summary-sentences', '0'], /--summary-sentences 0: must be a whole number from 1/],
    [['--frobnicate'], /--frobnicate/],
    [['--watch'], /--watch needs a folder/],
    [['--memory', 'missing.tmx'], /--memory missing\.tmx: there is no such file/],
    [['--terminology', 'missing.csv'], /--terminology missing\.csv: there is no such file/],
  ])('answers %j with what is allowed, and 2', async (args, message) => {
    const { status, stderr } = await run(args);
    const [said, hint] = stderr.trim().split('\n').slice(-2);
    expect(said).toMatch(message);
    expect(hint).toMatch(/^Run it with --help/);
    expect(status).toBe(2);
  });

  it('gives help and its version', async () => {
    expect((await run(['--help'])).stdout).toMatch(/^Usage: /);
    expect((await run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('prints why each block was kept or removed, and each sentence picked or not', async () => {
    const { stdout, status } = await run(['--explain', '-', '--summary-sentences', '1'], String(article));
    expect(status).toBe(0);
    expect(stdout).toContain('advertisement');
    expect(stdout.match(/\tpicked\t/g)).toHaveLength(1);
  });

  describe('that is interrupted', () => {
    /** A server that answers when it is let. */
    const startSlow = async (isHeld: (count: number) => boolean) => {
      let release = (): void => undefined;
      const released = new Promise<void>((done) => {
        release = done;
      });
      const server = await startLibreTranslateStub({
        hold: (count) => (isHeld(count) ? released : undefined),
      });
      return { server, release };
    };
    const start = (server: LibreTranslateStub, more: Readonly<Record<string, string>> = {}) => {
      const args = ['a.txt', 'b.txt', '--translator', 'libretranslate', '--targets', 'ko'];
      // Without the command of tsx in between, which passes signals on in its own time.
      const loader = join(root, 'node_modules/tsx/dist/loader.mjs');
      const child = spawn(process.execPath, ['--import', loader, script, ...args], {
        cwd: folder,
        env: { ...environment(), TRIBRIEF_LIBRETRANSLATE_URL: server.url, ...more },
        detached: true,
      });
      let stderr = '';
      child.stderr.on('data', (data) => {
        stderr += String(data);
      });
      const ended = new Promise<number | null>((done) => child.once('exit', done));
      return { child, ended, stderr: () => stderr };
    };

    it('finishes what was sent, keeps it, sends no more, and says what is not done', async () => {
      const { server, release } = await startSlow((count) => count === 0);
      try {
        put('a.txt');
        put('b.txt', String(article).replace('tram', 'bus'));
        const { child, ended, stderr } = start(server);
        await vi.waitFor(() => expect(server.received()).toBe(1), 15_000);
        child.kill('SIGINT');
        await vi.waitFor(() => expect(stderr()).toContain('Stopping'), 5_000);
        // As npm and tsx pass on what the terminal sent already.
        child.kill('SIGINT');
        await new Promise((later) => setTimeout(later, 600));
        expect(child.exitCode).toBeNull();
        release();
        expect(await ended).toBe(130);
        expect(stderr()).toMatch(/Stopped: [12] not done/);
        const paid = server.requests.flatMap(({ q }) => q);
        expect(paid.length).toBeGreaterThan(0);
        const again = await run(
          ['a.txt', 'b.txt', '--translator', 'libretranslate', '--targets', 'ko'],
          '',
          undefined,
          {
            TRIBRIEF_LIBRETRANSLATE_URL: server.url,
          },
        );
        expect(again.status).toBe(0);
        const all = server.requests.flatMap(({ q }) => q);
        expect(new Set(all).size).toBe(all.length);
      } finally {
        await server.close();
      }
    });

    it.skipIf(process.platform === 'win32')(
      'stores what it waited for, though the signal ends what compiles it',
      async () => {
        const { server, release } = await startSlow((count) => count === 0);
        try {
          put('a.txt');
          put('b.txt');
          mkdirSync(join(folder, 'tmp'));
          // Nothing is compiled yet there.
          const { child, ended, stderr } = start(server, { TMPDIR: join(folder, 'tmp') });
          await vi.waitFor(() => expect(server.received()).toBe(1), 30_000);
          // As a terminal does: to the whole group.
          process.kill(-(child.pid ?? 0), 'SIGINT');
          await vi.waitFor(() => expect(stderr()).toContain('Stopping'), 5_000);
          release();
          expect(await ended).toBe(130);
          expect(stderr()).toContain('1 stored');
        } finally {
          await server.close();
        }
      },
    );

    it('gives up what was sent when it is interrupted again', async () => {
      const { server } = await startSlow(() => true);
      try {
        put('a.txt');
        put('b.txt');
        const { child, ended, stderr } = start(server);
        await vi.waitFor(() => expect(server.received()).toBe(1), 15_000);
        child.kill('SIGINT');
        await vi.waitFor(() => expect(stderr()).toContain('Stopping'), 5_000);
        await new Promise((later) => setTimeout(later, 600));
        child.kill('SIGINT');
        expect(await ended).toBe(130);
        expect(stderr()).toContain('Stopped: 2 not done');
        expect(existsSync(join(folder, 'results/a.txt/article.json'))).toBe(false);
      } finally {
        await server.close();
      }
    });
  });

  it('processes a file dropped into a watched folder, until it is stopped', async () => {
    mkdirSync(join(folder, 'inbox'));
    const child = spawn(command, [script, 'inbox', '--watch', '--translator', 'none', '--json'], {
      cwd: folder,
      env: environment(),
    });
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += String(data);
    });
    const seen = (condition: () => boolean): Promise<void> =>
      new Promise((resolve, reject) => {
        const deadline = Date.now() + 15_000;
        const look = (): void => {
          if (condition()) resolve();
          else if (Date.now() > deadline) reject(new Error(stderr));
          else setTimeout(look, 50);
        };
        look();
      });
    const ended = new Promise<number | null>((done) => child.once('exit', done));
    await seen(() => stderr.includes('Watching'));
    await new Promise((ready) => setTimeout(ready, 500));
    put('inbox/page.html', savedPage);
    put('inbox/page_files/frame.txt');
    put('inbox/~$page.docx', Buffer.alloc(162));
    put('inbox/dropped.txt');
    await seen(() => existsSync(join(folder, 'results/dropped.txt/article.json')));
    await seen(() => existsSync(join(folder, 'results/page.html/article.json')));
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(existsSync(join(folder, 'results/page_files'))).toBe(false);
    expect(existsSync(join(folder, 'results/~$page.docx'))).toBe(false);
  });

  it('says that a watched folder is gone, and ends with 1', async () => {
    mkdirSync(join(folder, 'inbox'));
    const child = spawn(command, [script, 'inbox', '--watch', '--translator', 'none'], {
      cwd: folder,
      env: environment(),
    });
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += String(data);
    });
    const ended = new Promise<number | null>((done) => child.once('exit', done));
    await vi.waitFor(() => expect(stderr).toContain('Watching'), 15_000);
    await new Promise((ready) => setTimeout(ready, 500));
    rmSync(join(folder, 'inbox'), { recursive: true });
    expect(await ended).toBe(1);
    expect(stderr).toContain(`${join(folder, 'inbox')}: is gone`);
  });
});
