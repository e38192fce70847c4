import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createS3Packs } from '../../lambda/aws/s3-packs.ts';
import { createS3Reservations } from '../../lambda/aws/s3-reservations.ts';
import { createS3TranslationMemory } from '../../lambda/aws/s3-translation-memory.ts';
import { createFolderTranslationMemory } from '../../lambda/local/folder-translation-memory.ts';
import { readTmx } from '../../lambda/translate/tmx.ts';
import { s3Of } from '../aws/aws-stub.ts';
import { type AwsStub, startAwsStub } from '../stubs/aws-server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tsx = fileURLToPath(import.meta.resolve('tsx/cli'));
const scope = { source: 'en', target: 'ko', origin: 'amazon-translate' } as const;
const known = new Map([
  ['The ferry is back.', '여객선이 돌아왔다.'],
  ['Tickets cost <£4> & more.', '표는 <4파운드>와 그 이상이다.'],
]);
const corrected = '나룻배가 돌아왔다.';
const tmx = `<?xml version="1.0"?><tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>The ferry is back.</seg></tuv><tuv xml:lang="ko"><seg>${corrected}</seg></tuv></tu></body></tmx>`;

describe('npm run memory', () => {
  let stub: AwsStub;
  let folder: string;
  beforeAll(async () => {
    stub = await startAwsStub({ stacks: { Stack: { ResultsBucketName: 'results' } }, pageSize: 2 });
  });
  afterAll(() => stub.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tribrief-memory-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (...args: string[]) =>
    new Promise<{ status: number; stdout: string; stderr: string }>((done) => {
      execFile(
        process.execPath,
        [tsx, join(root, 'bin/memory.ts'), ...args],
        {
          cwd: folder,
          env: {
            ...process.env,
            AWS_ENDPOINT_URL: stub.url,
            AWS_ACCESS_KEY_ID: 'test',
            AWS_SECRET_ACCESS_KEY: 'test',
            AWS_REGION: 'us-east-1',
          },
        },
        (error, stdout, stderr) =>
          done({ status: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
      );
    });

  const local = () => createFolderTranslationMemory(join(folder, 'results/.memory'));
  const deployed = () => {
    const s3 = s3Of(stub);
    const packs = createS3Packs(s3, 'results');
    const workEnds = Date.now() + 600_000;
    const invocation = { id: 'one', endsAt: workEnds };
    const reservations = createS3Reservations(s3, 'results', packs, invocation, workEnds, Date.now);
    return { ...reservations, ...createS3TranslationMemory(s3, 'results', packs) };
  };

  it.each([
    { place: 'beside local results', options: [] as string[] },
    { place: 'of a deployed stack', options: ['--stack', 'Stack'] },
  ])('counts, exports and corrects the memory $place', async ({ options }) => {
    if (options.length === 0) {
      await local().remember(known, scope);
    } else {
      const run = deployed();
      await run.reserve([...known.keys()], scope);
      await run.remember(known, scope);
    }

    const characters = [...known.keys()].reduce((sum, text) => sum + [...text].length, 0);
    expect((await run('stats', ...options)).stdout).toContain(
      `en → ko, amazon-translate: 2 sentences, ${characters} characters, $0.001 at list price`,
    );

    writeFileSync(join(folder, 'corrected.tmx'), tmx);
    const imported = await run('import', 'corrected.tmx', ...options);
    expect(imported).toMatchObject({
      status: 0,
      stdout: 'corrected.tmx: 1 translations from en to ko\n',
    });
    const found = await (options.length === 0 ? local() : deployed()).lookUp([...known.keys()], scope);
    expect(found.get('The ferry is back.')).toBe(corrected);

    expect((await run('export', 'all.tmx', ...options)).stdout).toBe('all.tmx: 2 translations\n');
    const [exported] = readTmx(readFileSync(join(folder, 'all.tmx')));
    expect(exported).toMatchObject({ source: 'en', target: 'ko' });
    // What the engine made stands in the file, and is no correction.
    expect(exported?.pairs).toEqual(new Map([['The ferry is back.', corrected]]));
  });

  it('takes as made by people just what was corrected in OmegaT, as its project has it', async () => {
    const project = fileURLToPath(new URL('../translate/omegat-project_save.tmx', import.meta.url));
    const asked = { source: 'en', target: 'ko', origin: 'libretranslate' } as const;
    const made = new Map([
      ['The town will keep the doors open until June.', '시는 6월까지 문을 계속 열어 둔다.'],
      ['Tea was served on the quay.', '부두에서는 차가 제공되었다.'],
    ]);
    await local().remember(made, asked);
    expect((await run('import', project)).stdout).toBe(`${project}: 1 translations from en to ko\n`);
    expect((await run('stats')).stdout).toContain('en → ko, people: 1 sentences, 45 characters');
    expect([...(await local().lookUp([...made.keys()], asked)).values()]).toEqual([
      '시는 6월까지 밤에도 문을 열기로 했다.',
      '부두에서는 차가 제공되었다.',
    ]);
    expect(await local().madeByPeople([...made.keys()], asked)).toEqual(
      new Set([...made.keys()].slice(0, 1)),
    );
  });

  it('has nothing to say of an empty memory', async () => {
    expect(await run('stats')).toMatchObject({ status: 0, stdout: 'results/.memory: no translations\n' });
  });

  it.each([
    [['forget'], '"forget": must be one of stats, export, import'],
    [['import'], 'import needs a TMX file'],
    [['export'], 'export needs the name of one file to write'],
    [['stats', '--out', 'a', '--stack', 'b'], '--out and --stack do not go together'],
    [['export', 'nowhere/all.tmx'], 'export nowhere/all.tmx: there is no such file or folder'],
    [['import', 'missing.tmx'], 'missing.tmx: there is no such file'],
  ])('refuses %j', async (args, reason) => {
    const { status, stderr } = await run(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(reason);
  });

  it('names a stack that is not there', async () => {
    const { status, stderr } = await run('stats', '--stack', 'Elsewhere');
    expect(status).toBe(1);
    expect(stderr).toContain('Elsewhere');
  });
});
