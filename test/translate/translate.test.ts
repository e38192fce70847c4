import { describe, expect, it } from 'vitest';
import type { CleanArticle } from '../../lambda/article.ts';
import { TranslationUnavailableError, UpstreamError } from '../../lambda/errors.ts';
import type { AppliedTerm, TranslationMemory, Translator } from '../../lambda/ports.ts';
import { utf8Length } from '../../lambda/text/utf8.ts';
import { readTerminology } from '../../lambda/translate/read-terminology.ts';
import { estimate, translate } from '../../lambda/translate/translate.ts';
import { exampleArticle, paragraph } from '../store/example-result.ts';
import { pretendTranslation } from '../stubs/translate-server.ts';

function memoryOf(
  byPeople: ReadonlyMap<string, string> = new Map(),
): TranslationMemory & { readonly known: Map<string, string> } {
  const known = new Map(byPeople);
  return {
    known,
    lookUp: async (segments) =>
      new Map(
        segments.flatMap((segment) => (known.has(segment) ? [[segment, known.get(segment) ?? '']] : [])),
      ),
    madeByPeople: async (segments) => new Set(segments.filter((segment) => byPeople.has(segment))),
    remember: async (pairs) => {
      for (const [segment, translation] of pairs) known.set(segment, translation);
    },
  };
}

interface Sent {
  readonly translator: Translator;
  readonly requests: (readonly string[])[];
}

function engineOf(
  options: { maxRequestBytes?: number; reply?: (segments: readonly string[]) => readonly string[] } = {},
): Sent {
  const {
    maxRequestBytes = 1000,
    reply = (segments) => segments.map((text) => pretendTranslation(text, 'ko')),
  } = options;
  const requests: (readonly string[])[] = [];
  const translator: Translator = {
    name: 'an-engine',
    maxRequestBytes,
    maxConcurrentRequests: 2,
    translate: async (segments) => {
      requests.push(segments);
      return { translations: reply(segments), characters: [...segments.join('\n')].length };
    },
  };
  return { translator, requests };
}

const summary = [{ paragraph: 0, sentence: 1, text: 'It carries 120 people.' }];

describe('translate', () => {
  it('sends every text once and takes the summary from the body', async () => {
    const { translator, requests } = engineOf();
    const { translation, usage } = await translate(exampleArticle, summary, 'ko', {
      translator,
      memory: memoryOf(),
    });
    const sent = requests.flat();
    expect(new Set(sent).size).toBe(sent.length);
    expect(sent).toHaveLength(5);
    expect(translation).toMatchObject({ status: 'complete', translator: 'an-engine' });
    if (translation.status !== 'complete') return;
    expect(translation.summary).toEqual([translation.body[0]?.[1]]);
    expect(translation.body.map((sentences) => sentences.length)).toEqual([2, 1]);
    expect(usage).toEqual({
      charactersTranslated: [...sent.join('\n')].length,
      charactersReused: 0,
      requests: 1,
      secondTries: 0,
    });
  });

  it('sends nothing that is known, and then says that the memory translated', async () => {
    const memory = memoryOf();
    await translate(exampleArticle, summary, 'ko', { translator: engineOf().translator, memory });
    const again = engineOf();
    const { translation, usage } = await translate(exampleArticle, summary, 'ko', {
      translator: again.translator,
      memory,
    });
    expect(again.requests).toEqual([]);
    expect(translation).toMatchObject({ translator: 'memory' });
    expect(usage.charactersReused).toBeGreaterThan(50);
  });

  it('sends only the sentence that changed', async () => {
    const memory = memoryOf();
    await translate(exampleArticle, summary, 'ko', { translator: engineOf().translator, memory });
    const edited: CleanArticle = {
      ...exampleArticle,
      body: [exampleArticle.body[0] ?? paragraph(), paragraph('Tickets cost £5.')],
    };
    const again = engineOf();
    await translate(edited, summary, 'ko', { translator: again.translator, memory });
    expect(again.requests).toEqual([['Tickets cost £5.']]);
  });

  it('sends nothing for an article in the target language', async () => {
    const { translator, requests } = engineOf();
    const article = { ...exampleArticle, language: 'ko' };
    const { translation } = await translate(article, summary, 'ko', { translator, memory: memoryOf() });
    expect(requests).toEqual([]);
    expect(translation).toMatchObject({ status: 'source', summary: ['It carries 120 people.'] });
  });

  it('asks again for fewer where the engine merged lines, and never guesses', async () => {
    const merging = engineOf({
      reply: (segments) => (segments.length > 1 ? [segments.join(' ')] : segments.map((text) => `(${text})`)),
    });
    const { translation } = await translate(exampleArticle, summary, 'ko', {
      translator: merging.translator,
      memory: memoryOf(),
    });
    if (translation.status !== 'complete') throw new Error('incomplete');
    expect(translation.body).toEqual([
      ['(The ferry is back.)', '(It carries 120 people.)'],
      ['(Tickets cost £4.)'],
    ]);
    expect(merging.requests.length).toBeGreaterThan(5);
  });

  it('cuts a sentence that is too long for one request and puts it together again', async () => {
    const long = `${'The ferry sails, and the ferry returns, '.repeat(20)}always.`;
    const article = { ...exampleArticle, body: [paragraph(long)] };
    const { translator, requests } = engineOf({ maxRequestBytes: 200 });
    const { translation } = await translate(article, [], 'ko', { translator, memory: memoryOf() });
    if (translation.status !== 'complete') throw new Error('incomplete');
    expect(requests.every((segments) => utf8Length(segments.join('\n')) <= 200)).toBe(true);
    expect(translation.body[0]?.[0]?.split(' ')).toHaveLength(long.split(' ').length);
  });

  it('keeps what was translated before a failure', async () => {
    const memory = memoryOf();
    const failing = engineOf({
      maxRequestBytes: 30,
      reply: (segments) => {
        if (segments.some((text) => text.startsWith('Tickets')))
          throw new UpstreamError('an-engine', 'throttled');
        return segments.map((text) => `(${text})`);
      },
    });
    await expect(
      translate(exampleArticle, summary, 'ko', { translator: failing.translator, memory }),
    ).rejects.toThrow('throttled');
    expect(memory.known.size).toBe(4);
    const again = engineOf();
    await translate(exampleArticle, summary, 'ko', { translator: again.translator, memory });
    expect(again.requests).toEqual([['Tickets cost £4.']]);
  });

  it('refuses an empty translation', async () => {
    const { translator } = engineOf({ reply: (segments) => segments.map(() => ' ') });
    await expect(
      translate(exampleArticle, summary, 'ko', { translator, memory: memoryOf() }),
    ).rejects.toThrow('empty translation');
  });

  it('keeps the others of a request where one translation is empty', async () => {
    const memory = memoryOf();
    const { translator } = engineOf({
      reply: (segments) => segments.map((text) => (text.startsWith('Tickets') ? '' : `(${text})`)),
    });
    await expect(translate(exampleArticle, summary, 'ko', { translator, memory })).rejects.toThrow(
      'empty translation for a segment of 16 characters',
    );
    expect(memory.known.size).toBe(4);
  });

  it('remembers each part of a request whose lines were merged before it asks for the next', async () => {
    const memory = memoryOf();
    const { translator } = engineOf({
      reply: (segments) => {
        if (segments.length === 5) return [segments.join(' ')];
        if (memory.known.size > 0) throw new UpstreamError('an-engine', 'out');
        return segments.map((text) => `(${text})`);
      },
    });
    await expect(translate(exampleArticle, summary, 'ko', { translator, memory })).rejects.toThrow('out');
    expect(memory.known.size).toBe(3);
  });

  it('passes on that no engine can be had', async () => {
    const { translator } = engineOf({
      reply: () => {
        throw new TranslationUnavailableError('no model');
      },
    });
    await expect(
      translate(exampleArticle, summary, 'ko', { translator, memory: memoryOf() }),
    ).rejects.toBeInstanceOf(TranslationUnavailableError);
  });

  it('names who made the sentences: the engine, also where it was asked before, and people', async () => {
    const [first = ''] = exampleArticle.body[0]?.sentences.map(({ text }) => text) ?? [];
    const memory = memoryOf(new Map([[first, '사람의 번역']]));
    const { translator } = engineOf();
    const once = async () => (await translate(exampleArticle, [], 'ko', { translator, memory })).translation;
    const makers = { madeBy: ['an-engine', 'people'], byPeople: [first] };
    expect(await once()).toMatchObject({ translator: 'an-engine', ...makers });
    expect(await once()).toMatchObject({ translator: 'memory', ...makers });
    const ofEngine = { translator, memory: memoryOf() };
    expect((await translate(exampleArticle, [], 'ko', ofEngine)).translation).toMatchObject({
      madeBy: ['an-engine'],
    });
  });

  it('sends again, for a new term, just the texts it stands in', async () => {
    const known = new Map<string, string>();
    const keyOf = (segment: string, digest?: string): string => `${digest ?? ''} ${segment}`;
    const memory: TranslationMemory = {
      lookUp: async (segments, { terminology }) =>
        new Map(
          segments.flatMap((segment) => {
            const translation = known.get(keyOf(segment, terminology?.(segment)));
            return translation === undefined ? [] : [[segment, translation]];
          }),
        ),
      madeByPeople: async () => new Set(),
      remember: async (pairs, { terminology }) => {
        for (const [segment, translation] of pairs)
          known.set(keyOf(segment, terminology?.(segment)), translation);
      },
    };
    const requestsWith = async (csv: string): Promise<readonly (readonly string[])[]> => {
      const { translator, requests } = engineOf({
        reply: (segments) => segments.map((text) => `${pretendTranslation(text, 'ko')} 명 표 승선권`),
      });
      const terminology = readTerminology(csv);
      const engine = {
        translator: { ...translator, appliesTerminology: true } as const,
        memory,
        terminology,
      };
      await translate(exampleArticle, summary, 'ko', engine);
      return requests;
    };
    expect(await requestsWith('en,ko\npeople,명')).toHaveLength(1);
    expect(await requestsWith('en,ko\npeople,명\nTickets,표')).toEqual([['Tickets cost £4.']]);
    expect(await requestsWith('en,ko\npeople,명\nTickets,표\nharbour,항구')).toEqual([]);
    expect(await requestsWith('en,ko\npeople,명\nTickets,승선권')).toEqual([['Tickets cost £4.']]);
  });

  it('tells what was asked for, what the engine says it applied, and what is there', async () => {
    const { translator } = engineOf({ reply: (segments) => segments.map(() => '여객선이 왔다.') });
    const translated = (appliedTerms?: readonly AppliedTerm[]) =>
      translate(exampleArticle, summary, 'ko', {
        translator: {
          ...translator,
          translate: async (...request) => ({ ...(await translator.translate(...request)), appliedTerms }),
        },
        memory: memoryOf(),
        terminology: readTerminology('en,ko\nferry,여객선\npeople,명\npier,부두'),
      });
    const said = await translated([{ source: 'Ferry', target: '여객선' }]);
    expect(said.translation).toMatchObject({
      terms: [
        { source: 'ferry', target: '여객선', asked: 1, applied: true, present: 1 },
        { source: 'people', target: '명', asked: 1, applied: false, present: 0 },
      ],
    });
    const silent = await translated();
    expect(silent.translation).toMatchObject({ terms: [{ applied: undefined }, { applied: undefined }] });
  });

  it('sets what the engine gave in the style, and leaves what people translated', async () => {
    const memory = memoryOf();
    const [first = '', second = ''] = exampleArticle.body[0]?.sentences.map(({ text }) => text) ?? [];
    memory.known.set(first, '"배" 가  왔습니다.');
    const engine = {
      translator: engineOf({ reply: (segments) => segments.map(() => '"120명"이  탑니다.') }).translator,
      memory: { ...memory, madeByPeople: async () => new Set([first]) },
      style: { register: 'plain', typography: 'on' },
    } as const;
    const { translation } = await translate(
      exampleArticle,
      [{ paragraph: 0, sentence: 1, text: second }],
      'ko',
      engine,
    );
    expect(translation).toMatchObject({
      headline: '“120명”이 탄다',
      summary: ['“120명”이 탄다.'],
      body: [['"배" 가  왔습니다.', '“120명”이 탄다.'], ['“120명”이 탄다.']],
    });
  });

  it('finds a term that is not translated as the terminology has it', async () => {
    const terminology = readTerminology('en,ko\nferry,여객선\n');
    const { translation } = await translate(exampleArticle, summary, 'ko', {
      translator: engineOf().translator,
      memory: memoryOf(),
      terminology,
    });
    expect(translation).toMatchObject({
      findings: [expect.objectContaining({ check: 'terminology', paragraph: 0, sentence: 0 })],
    });
  });

  it('checks the dateline as well', async () => {
    const { translation } = await translate(
      { ...exampleArticle, dateline: 'Harrow Bay, June 16' },
      [],
      'ko',
      {
        ...engineOf({
          reply: (segments) =>
            segments.map((text) =>
              text.startsWith('Harrow Bay') ? '해로 베이, 7월 16일' : pretendTranslation(text, 'ko'),
            ),
        }),
        memory: memoryOf(),
      },
    );
    expect(translation).toMatchObject({ findings: [{ check: 'date', message: 'June became July.' }] });
  });

  it('finds what does not go together through an article: two registers, a name in two spellings', async () => {
    const translations: Readonly<Record<string, string>> = {
      'Marta Atkinson came back.': '마르타 앳킨슨이 돌아왔다.',
      'It rained.': '비가 왔습니다.',
      'The ferry sailed.': '여객선이 떠났습니다.',
      'Atkinson sailed with it.': '아트킨슨은 함께 떠났다.',
      'Nobody waved.': '손을 흔든 사람은 없었다.',
    };
    const [first, rain, ferry, along, nobody] = Object.keys(translations) as [
      string,
      string,
      string,
      string,
      string,
    ];
    const article = { ...exampleArticle, headline: undefined, standfirst: undefined, dateline: undefined };
    const { translation } = await translate(
      { ...article, body: [paragraph(first, rain), paragraph(ferry, along, nobody)] },
      [],
      'ko',
      {
        ...engineOf({ reply: (segments) => segments.map((segment) => translations[segment] ?? '') }),
        memory: memoryOf(),
      },
    );
    expect(translation).toMatchObject({
      findings: [
        { check: 'register', severity: 'warning', paragraph: 0, sentence: 1 },
        {
          check: 'name',
          severity: 'warning',
          paragraph: 1,
          sentence: 1,
          message: 'One name in two spellings: 앳킨슨이, 아트킨슨은.',
        },
      ],
    });
  });
});

describe('what stays as it is in any language', () => {
  const sentences = [
    'Follow @harbour_bay or write to kim@ferry.example for times.',
    'The ferry is back.',
    'All is at https://ferry.example/times?from=a&to=b today.',
  ];
  const article = { ...exampleArticle, headline: undefined, body: [paragraph(...sentences)] };
  const bodyOf = async (engine: Sent) => {
    const memory = memoryOf();
    const { translation, usage } = await translate(article, [], 'ko', {
      translator: engine.translator,
      memory,
    });
    if (translation.status !== 'complete') throw new Error('incomplete');
    return { body: translation.body[0] ?? [], usage, memory };
  };
  const korean: Readonly<Record<string, string>> = {
    [sentences[0] ?? '']: '시간표는 @harbour_bay를 보거나 kim@ferry.example로 편지를 쓰면 알 수 있다.',
    [sentences[1] ?? '']: '여객선이 돌아왔다.',
    [sentences[2] ?? '']: '오늘 모든 것이 https://ferry.example/times?from=a&to=b 여기에 있다.',
  };
  const translated = (text: string): string => korean[text] ?? `옮긴 말 ${text.length}`;
  const spoiled = (text: string): string => translated(text).replace(/[@:]/g, '골뱅이');

  it('is put right where the engine only spaced it or wrote it in full width', async () => {
    const engine = engineOf({
      reply: (segments) =>
        segments.map((text) => translated(text).replaceAll('@', '＠ ').replaceAll('://', ': //')),
    });
    const { body, usage } = await bodyOf(engine);
    expect(body).toEqual(Object.values(korean));
    expect(usage).toMatchObject({ requests: 1, secondTries: 0 });
  });

  it('is sent again to be kept where the engine changed it, and only those sentences', async () => {
    const requests: { readonly segments: readonly string[]; readonly keep: readonly string[] }[] = [];
    const translator: Translator = {
      name: 'an-engine',
      maxRequestBytes: 1000,
      maxConcurrentRequests: 1,
      keepsWhatItIsTold: true,
      translate: async (segments, _, { keep = [] } = {}) => {
        requests.push({ segments, keep });
        return { translations: segments.map(keep.length > 0 ? translated : spoiled), characters: 1 };
      },
    };
    const { body, usage } = await bodyOf({ translator, requests: [] });
    expect(requests[1]).toEqual({
      segments: [sentences[0], sentences[2]],
      keep: ['@harbour_bay', 'kim@ferry.example', 'https://ferry.example/times?from=a&to=b'],
    });
    expect(body).toEqual(Object.values(korean));
    expect(usage).toMatchObject({ requests: 2, secondTries: 2 });
  });

  it('stands between the translations of what is around it where the engine keeps nothing', async () => {
    const engine = engineOf({ reply: (segments) => segments.map(spoiled) });
    const { body, memory } = await bodyOf(engine);
    expect(body[0]).toBe('옮긴 말 6 @harbour_bay 옮긴 말 11 kim@ferry.example 옮긴 말 10');
    expect(body[2]).toContain('https://ferry.example/times?from=a&to=b');
    expect(memory.known.get(sentences[0] ?? '')).toBe(body[0]);
  });
});

describe('a second try', () => {
  const sentences = ['The ferry is back.', 'It carries 120 people and 30 cars.', 'Tickets cost £4.'];
  const article = {
    ...exampleArticle,
    headline: undefined,
    dateline: undefined,
    body: [paragraph(...sentences)],
  };
  const first: Readonly<Record<string, string>> = {
    'The ferry is back.': '여객선이 돌아왔다.',
    'It carries 120 people and 30 cars.': '사람을 210명 태운다.',
    'Tickets cost £4.': '표는 4파운드다.',
  };
  const both = 'The ferry is back. It carries 120 people and 30 cars.';
  const run = async (second: string) => {
    const memory = memoryOf();
    const { translator, requests } = engineOf({
      reply: (segments) => segments.map((text) => first[text] ?? second),
    });
    const { translation, usage } = await translate(article, [], 'ko', { translator, memory });
    if (translation.status !== 'complete') throw new Error('incomplete');
    return { translation, usage, requests, memory };
  };

  it('is given a sentence with an error, together with the one before it, and kept where it has none', async () => {
    const { translation, usage, requests, memory } = await run(
      '여객선이 돌아왔다. 사람 120명과 차 30대를 태운다.',
    );
    expect(requests).toEqual([sentences, [both]]);
    expect(translation.body[0]?.[1]).toBe('사람 120명과 차 30대를 태운다.');
    expect(translation.findings).toEqual([]);
    expect(usage).toEqual({
      charactersTranslated: sentences.join(' ').length + both.length,
      charactersReused: 0,
      requests: 2,
      secondTries: 1,
    });
    expect(memory.known.get(sentences[1] ?? '')).toBe('사람 120명과 차 30대를 태운다.');
  });

  it.each([
    ['is no better', '여객선이 돌아왔다. 사람 12명을 태운다.'],
    ['cannot be told from the other sentence', '여객선이 돌아와 사람 120명과 차 30대를 태운다.'],
  ])('is left where it %s', async (_, second) => {
    const { translation, usage, memory } = await run(second);
    expect(translation.body[0]?.[1]).toBe('사람을 210명 태운다.');
    expect(translation.findings).toContainEqual(expect.objectContaining({ check: 'number', sentence: 1 }));
    expect(usage.secondTries).toBe(1);
    expect(memory.known.get(sentences[1] ?? '')).toBe('사람을 210명 태운다.');
  });

  it('is not given to what was paid for before', async () => {
    const { memory } = await run('여객선이 돌아왔다. 사람 12명을 태운다.');
    const again = engineOf();
    const { usage } = await translate(article, [], 'ko', { translator: again.translator, memory });
    expect(again.requests).toEqual([]);
    expect(usage.secondTries).toBe(0);
  });

  it('is not given to a term left in the letters of the source, which is put in for nothing', async () => {
    const replies: Readonly<Record<string, string>> = {
      ...first,
      'It carries 120 people and 30 cars.': '사람 120명과 차 30대를 태운다.',
      'Tickets cost £4.': 'Tickets 값은 4파운드다.',
    };
    const { translator, requests } = engineOf({
      reply: (segments) => segments.map((text) => replies[text] ?? ''),
    });
    const { translation, usage } = await translate(article, [], 'ko', {
      translator: { ...translator, appliesTerminology: true } as const,
      memory: memoryOf(),
      terminology: readTerminology('en,ko\nTickets,승선권'),
    });
    expect(requests).toEqual([sentences]);
    expect(usage.secondTries).toBe(0);
    expect(translation).toMatchObject({
      body: [[expect.anything(), expect.anything(), '승선권 값은 4파운드다.']],
    });
  });

  it('is not given where the two sentences could not be told apart again', async () => {
    // A heading without a full stop, and a sentence that holds two.
    const texts = ['Ferries and fares', '“It was 45 minutes late. We waited,” she said.'];
    const { translator, requests } = engineOf({
      reply: (segments) => segments.map(() => '“늦었다. 기다렸다.”'),
    });
    const { usage } = await translate({ ...article, body: texts.map((text) => paragraph(text)) }, [], 'ko', {
      translator,
      memory: memoryOf(),
    });
    expect(requests).toEqual([texts]);
    expect(usage.secondTries).toBe(0);
  });

  it('does no harm where the engine fails at it', async () => {
    const memory = memoryOf();
    const { translator } = engineOf({
      reply: (segments) => {
        if (segments.includes(both)) throw new UpstreamError('an-engine', 'out');
        return segments.map((text) => first[text] ?? '');
      },
    });
    const { translation } = await translate(article, [], 'ko', { translator, memory });
    expect(translation).toMatchObject({
      status: 'complete',
      body: [[expect.anything(), '사람을 210명 태운다.', expect.anything()]],
    });
  });

  it('loses nothing of the first where something fails that nobody expects', async () => {
    const memory = memoryOf();
    const slow = {
      ...memory,
      remember: async (...given: Parameters<typeof memory.remember>) => {
        await new Promise((later) => setTimeout(later, 50));
        await memory.remember(...given);
      },
    };
    const { translator } = engineOf({
      reply: (segments) => {
        if (segments.includes(both)) throw new TypeError('a fault of ours');
        return segments.map((text) => first[text] ?? '');
      },
    });
    await expect(translate(article, [], 'ko', { translator, memory: slow })).rejects.toThrow(TypeError);
    expect([...memory.known.keys()]).toEqual(sentences);
  });

  it('costs at most a tenth of the article, or one sentence', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `Some ${1000 + index} people came to the harbour.`);
    const { translator, requests } = engineOf({
      maxRequestBytes: 9000,
      reply: (segments) => segments.map(() => '사람들이 항구에 왔다.'),
    });
    const { usage } = await translate({ ...article, body: [paragraph(...many)] }, [], 'ko', {
      translator,
      memory: memoryOf(),
    });
    const [all = [], again = []] = requests;
    expect(all).toHaveLength(60);
    expect(again.length).toBeGreaterThan(1);
    expect(again.join('\n').length).toBeLessThanOrEqual(all.join('\n').length / 10);
    expect(usage.secondTries).toBe(again.length);
  });
});

describe('an estimate', () => {
  it('is what is sent, as long as nothing is sent twice', async () => {
    const memory = memoryOf();
    const { translator, requests } = engineOf();
    const engine = { translator, memory };
    const foreseen = await estimate(exampleArticle, 'ko', engine, new Set());
    expect(requests).toEqual([]);
    const { usage } = await translate(exampleArticle, [], 'ko', engine);
    expect(foreseen.usage).toEqual(usage);
    expect(foreseen.segments).toEqual(requests.flat());
    const again = await estimate(exampleArticle, 'ko', engine, new Set());
    expect(again.usage).toMatchObject({ charactersTranslated: 0, requests: 0 });
    expect(again.segments).toEqual([]);
  });

  it('leaves out what will be known by then, and what is in the language already', async () => {
    const engine = { translator: engineOf().translator, memory: memoryOf() };
    const { segments } = await estimate(exampleArticle, 'ko', engine, new Set(['Tickets cost £4.']));
    expect(segments).not.toContain('Tickets cost £4.');
    const korean = await estimate({ ...exampleArticle, language: 'ko' }, 'ko', engine, new Set());
    expect(korean.usage).toMatchObject({ charactersTranslated: 0, charactersReused: 0 });
  });
});
