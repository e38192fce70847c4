import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TranslateClient } from '@aws-sdk/client-translate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAmazonTranslator } from '../lambda/aws/amazon-translator.ts';
import { createFolderArticleSource } from '../lambda/local/folder-article-source.ts';
import { createFolderResultStore } from '../lambda/local/folder-result-store.ts';
import { createFolderTranslationMemory } from '../lambda/local/folder-translation-memory.ts';
import { createPipeline } from '../lambda/pipeline.ts';
import { startTranslateStub, type TranslateStub } from './stubs/translate-server.ts';

const uploads = {
  german: `Fähre fährt wieder

Die Fähre über die Bucht fährt wieder. Der Bürgermeister begrüßte am Mittwoch die ersten Gäste und sagte, man hätte früher öffnen können.

Fußgänger zahlen drei Euro, Fahrräder kosten nichts. Im Winter fährt das Schiff nur am Vormittag, weil es dann früh dunkel wird.`,
  korean: `만을 건너는 페리 다시 다닌다

만을 건너는 페리가 다시 다닌다. 시장은 수요일 첫 승객들을 맞으며 더 일찍 열 수도 있었다고 말했다.

걸어서 타는 사람은 3유로를 내고 자전거는 무료다. 겨울에는 해가 일찍 져서 오전에만 다닌다.`,
  welsh: `Fferi'r bae yn hwylio eto

Mae'r fferi ar draws y bae yn hwylio eto. Croesawodd y maer y teithwyr cyntaf ddydd Mercher a dywedodd y gellid bod wedi ei hagor yn gynharach.

Mae cerddwyr yn talu tair punt, ond nid yw beiciau'n costio dim. Yn y gaeaf dim ond yn y bore y mae'r llong yn hwylio, am ei bod hi'n tywyllu'n gynnar.`,
};

describe('an article in any language', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tribrief-languages-'));
  let stub: TranslateStub;
  beforeAll(async () => {
    stub = await startTranslateStub();
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const client = new TranslateClient({ endpoint: stub.url, region: 'us-east-1', credentials });
    const processArticle = createPipeline(
      { targets: ['ko', 'ja'] },
      {
        source: createFolderArticleSource(
          new Map(Object.entries(uploads).map(([key, text]) => [key, Buffer.from(text)])),
        ),
        translator: createAmazonTranslator(client),
        memory: createFolderTranslationMemory(join(folder, '.memory')),
        results: createFolderResultStore(folder),
        log: { info: () => undefined, error: () => undefined },
        now: () => new Date(),
      },
    );
    for (const key of Object.keys(uploads))
      expect(await processArticle({ key })).toMatchObject({ status: 'stored' });
  });
  afterAll(async () => {
    await stub.close();
    rmSync(folder, { recursive: true });
  });
  const article = (key: string) => JSON.parse(readFileSync(join(folder, key, 'article.json'), 'utf8'));

  it('is translated into both where it is in neither', () => {
    const { language, translations, summary } = article('german');
    expect(language).toBe('de');
    expect(summary.length).toBeGreaterThan(0);
    expect(translations).toMatchObject({ ko: { status: 'complete' }, ja: { status: 'complete' } });
  });

  it('is not sent where it is Korean already', () => {
    const { language, translations, body } = article('korean');
    expect(language).toBe('ko');
    expect(translations.ko).toMatchObject({ status: 'source', body });
    expect(translations.ja.status).toBe('complete');
    expect(stub.requests.filter(({ source }) => source === 'ko').map(({ target }) => target)).not.toContain(
      'ko',
    );
  });

  it('is stored cleaned and summarized where the engine does not know the language, and says why', () => {
    const { language, translations, summary, body } = article('welsh');
    expect(language).toBe('cy');
    expect(body).toHaveLength(2);
    expect(summary.length).toBeGreaterThan(0);
    for (const target of ['ko', 'ja'])
      expect(translations[target]).toMatchObject({
        status: 'unavailable',
        reason: expect.stringContaining(`cy to ${target}`),
      });
  });
});
