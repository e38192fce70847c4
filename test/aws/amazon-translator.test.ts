import { TranslateClient } from '@aws-sdk/client-translate';
import { afterEach, describe, expect, it } from 'vitest';
import { createAmazonTranslator, importTerminology } from '../../lambda/aws/amazon-translator.ts';
import { type Treatment, translateErrors } from '../../lambda/aws/aws-errors.ts';
import { utf8Length } from '../../lambda/text/utf8.ts';
import { sendSegments } from '../../lambda/translate/send-segments.ts';
import { translatorContract } from '../contracts/translator.contract.ts';
import {
  startTranslateStub,
  type TranslateStub,
  type TranslateStubOptions,
} from '../stubs/translate-server.ts';

const pair = { source: 'en', target: 'ko' } as const;

function clientFor({ url }: TranslateStub, maxAttempts = 2): TranslateClient {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return new TranslateClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts });
}

translatorContract('Amazon Translate', async () => {
  const stub = await startTranslateStub();
  return { translator: createAmazonTranslator(clientFor(stub)), close: stub.close };
});

describe('Amazon Translate', () => {
  let stub: TranslateStub | undefined;
  afterEach(async () => {
    await stub?.close();
  });
  const start = async (options: TranslateStubOptions = {}) => {
    stub = await startTranslateStub(options);
    return createAmazonTranslator(clientFor(stub));
  };

  it('sends the segments of a request as lines of one text, and counts all of it', async () => {
    const translator = await start();
    const { characters } = await translator.translate(['One 😀.', 'Two.'], pair);
    expect(stub?.requests.map(({ text }) => text)).toEqual(['One 😀.\nTwo.']);
    expect(characters).toBe([...'One 😀.\nTwo.'].length);
  });

  it('keeps what would be read as HTML out of the request and gives it back', async () => {
    const translator = await start();
    const { translations } = await translator.translate(['5 < 6 & 7 > 3', 'plain'], pair);
    expect(stub?.requests[0]?.text).not.toMatch(/[<>]/);
    expect(translations[0]).toBe('5 < 6 & 7 > 3');
  });

  it('never sends more than the service takes, however many marks there are', async () => {
    const translator = await start();
    const segments = Array.from({ length: 90 }, (_, index) => `${'<b>'.repeat(30)} ferry ${index}`);
    expect(utf8Length(segments.join('\n'))).toBeLessThanOrEqual(translator.maxRequestBytes);
    expect(await translator.translate(segments, pair)).toEqual({ translations: [], characters: 0 });
    expect(stub?.requests).toEqual([]);
    const memory = { lookUp: async () => new Map(), madeByPeople: async () => new Set<string>() };
    const { translations, requests } = await sendSegments(
      segments,
      { ...pair, origin: translator.name },
      {
        translator,
        memory: { ...memory, remember: async () => undefined },
      },
    );
    expect([...translations.keys()]).toEqual(segments);
    expect(requests).toBe(stub?.requests.length);
    for (const { text } of stub?.requests ?? []) expect(utf8Length(text)).toBeLessThanOrEqual(10_000);
  });

  it('decodes the entities that come back', async () => {
    const translator = await start({
      distort: (text) => text.replaceAll('&', '&amp;').replaceAll("'", '&#39;'),
    });
    expect((await translator.translate(["1 & 2 '3'"], pair)).translations).toEqual(["1 & 2 '3'"]);
  });

  it('has the service leave what is to be kept, and counts the marks that say so', async () => {
    const translator = await start();
    const segments = ['See https://a.example/b at 5.', 'Mail x@a.example.'];
    const keep = ['x@a.example', 'https://a.example/b'];
    const { translations, characters } = await translator.translate(segments, pair, { keep });
    const [request] = stub?.requests ?? [];
    expect(request?.text).toContain('<span translate="no">https://a.example/b</span>');
    expect(characters).toBe([...(request?.text ?? '')].length);
    expect(translations[0]).toContain(' https://a.example/b ');
    expect(translations[1]).toMatch(/ x@a\.example\.$/);
    expect(translations.join()).not.toMatch(/[<>]/);
  });

  it('goes without these marks where they would make a request too long', async () => {
    const translator = await start();
    const segment = '@a '.repeat(3000).trim();
    const { characters } = await translator.translate([segment], pair, { keep: ['@a'] });
    expect(characters).toBe(segment.length);
  });

  it('has the terminology of the pair applied, and passes on what the service says of it', async () => {
    stub = await startTranslateStub();
    expect(await importTerminology(clientFor(stub), 'desk-ko', 'en,ko\n"Harrow Bay","해로베이"\n')).toBe(
      'imported',
    );
    const terminologies = { language: 'en', names: { ko: 'desk-ko' } };
    const translator = createAmazonTranslator(clientFor(stub), { terminologies });
    const { translations, appliedTerms } = await translator.translate(['To Harrow Bay.'], pair);
    expect(translations[0]).toContain('해로베이.');
    expect(appliedTerms).toEqual([{ source: 'Harrow Bay', target: '해로베이' }]);
    // Of another source language, the terms are none.
    expect((await translator.translate(['To'], { ...pair, source: 'de' })).appliedTerms).toBeUndefined();
    expect(translator.appliesTerminology).toBe(true);
  });

  it('says that terms may not be imported', async () => {
    stub = await startTranslateStub();
    const denied = clientFor(stub);
    denied.middlewareStack.add(
      () => () => Promise.reject(Object.assign(new Error('no'), { name: 'AccessDeniedException' })),
      { step: 'initialize' },
    );
    expect(await importTerminology(denied, 'desk-ko', 'en,ko\n')).toBe('denied');
  });

  it('gives what came back where lines were merged: the caller counts', async () => {
    const translator = await start({ distort: (text) => text.replaceAll('\n', ' ') });
    expect((await translator.translate(['a', 'b'], pair)).translations).toHaveLength(1);
  });

  const classOf = {
    throttled: 'ThrottledError',
    retried: 'UpstreamError',
    lasting: 'TranslationUnavailableError',
  } as Readonly<Record<Treatment, string>>;
  it.each([...Object.entries(translateErrors), ['SomethingNobodyKnowsYet', 'retried'] as const])(
    'gives %s its class: %s',
    async (name, treatment) => {
      const status = /Internal/.test(name) ? 500 : /Unavailable/.test(name) ? 503 : 400;
      stub = await startTranslateStub({ fault: () => ({ status, name }) });
      const translator = createAmazonTranslator(clientFor(stub, 1));
      await expect(translator.translate(['a'], pair)).rejects.toMatchObject({ name: classOf[treatment] });
    },
  );

  it('tries again by itself when throttled once', async () => {
    const translator = await start({
      fault: (_, count) => (count === 0 ? { status: 400, name: 'TooManyRequestsException' } : undefined),
    });
    expect((await translator.translate(['a'], pair)).translations).toHaveLength(1);
  });

  it('takes a service that cannot be reached for passing', async () => {
    const translator = await start();
    await stub?.close();
    await expect(translator.translate(['a'], pair)).rejects.toMatchObject({ name: 'UpstreamError' });
  });
});
