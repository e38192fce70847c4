import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CleanArticle } from '../../lambda/article.ts';
import { TranslationUnavailableError, UpstreamError } from '../../lambda/errors.ts';
import type { AppliedTerm, TranslationMemory, Translator } from '../../lambda/ports.ts';
import { utf8Length } from '../../lambda/text/utf8.ts';
import { packSegments, splitSegment } from '../../lambda/translate/segments.ts';
import { readTerminology } from '../../lambda/translate/terminology.ts';
import { translate } from '../../lambda/translate/translate.ts';
import { exampleArticle, paragraph } from '../store/example-result.ts';
import { pretendTranslation } from '../stubs/translate-server.ts';

function memoryOf(): TranslationMemory & { readonly known: Map<string, string> } {
  const known = new Map<string, string>();
  return {
    known,
    lookUp: async (segments) =>
      new Map(
        segments.flatMap((segment) => (known.has(segment) ? [[segment, known.get(segment) ?? '']] : [])),
      ),
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
      remember: async (pairs, { terminology }) => {
        for (const [segment, translation] of pairs)
          known.set(keyOf(segment, terminology?.(segment)), translation);
      },
    };
    const requestsWith = async (csv: string): Promise<readonly (readonly string[])[]> => {
      const { translator, requests } = engineOf();
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
});

describe('packing', () => {
  const segments = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), { maxLength: 30 });

  it('keeps every segment, in order, within the limit, and merges where it can', () => {
    fc.assert(
      fc.property(segments, fc.integer({ min: 400, max: 800 }), (list, maxBytes) => {
        const requests = packSegments(list, maxBytes);
        expect(requests.flat()).toEqual(list);
        for (const request of requests)
          expect(request.length === 1 || utf8Length(request.join('\n')) <= maxBytes).toBe(true);
        for (const [index, request] of requests.slice(1).entries()) {
          expect(utf8Length([...(requests[index] ?? []), request[0]].join('\n'))).toBeGreaterThan(maxBytes);
        }
      }),
    );
  });

  it('splits between characters as readers see them', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 });
    const boundaries = (whole: string): Set<number> =>
      new Set(
        [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(whole)].map(({ index }) => index),
      );
    fc.assert(
      fc.property(text, fc.integer({ min: 30, max: 100 }), (whole, maxBytes) => {
        const pieces = splitSegment(whole, maxBytes);
        expect(pieces.join('')).toBe(whole);
        const starts = boundaries(whole);
        let position = 0;
        for (const piece of pieces) {
          expect(starts.has(position)).toBe(true);
          position += piece.length;
        }
      }),
    );
  });
});
