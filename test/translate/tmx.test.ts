import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sample } from '../../bin/sample/sample.ts';
import { renderMemory } from '../../lambda/store/render/tmx.ts';
import { readTmx } from '../../lambda/translate/tmx.ts';

const tmx = (units: string): Buffer =>
  Buffer.from(`<?xml version="1.0"?><tmx version="1.4"><header srclang="en"/><body>${units}</body></tmx>`);
const unit = (...variants: readonly (readonly [string, string])[]): string =>
  `<tu>${variants.map(([language, text]) => `<tuv xml:lang="${language}"><seg>${text}</seg></tuv>`).join('')}</tu>`;

describe('readTmx', () => {
  it('reads every pair of languages that is wanted', () => {
    const pairs = readTmx(
      tmx(unit(['en-GB', 'Ferry'], ['KO-KR', '여객선'], ['ja', 'フェリー'], ['de', 'Fähre'])),
    );
    expect(pairs.map(({ source, target, pairs: found }) => [source, target, ...found])).toEqual([
      ['en', 'ko', ['Ferry', '여객선']],
      ['en', 'ja', ['Ferry', 'フェリー']],
    ]);
  });

  describe('of what an engine made, in a file of ours', () => {
    const entry = {
      source: 'en',
      target: 'ko',
      segment: 'The ferry & the bay',
      translation: '여객선',
      origin: 'amazon-translate',
    };
    const [exported, byPeople] = [renderMemory([entry]), renderMemory([{ ...entry, origin: 'people' }])];
    const translationsIn = (xml: string) =>
      readTmx(Buffer.from(xml)).flatMap(({ pairs }) => [...pairs.values()]);

    it('takes nothing that is as it was', () => {
      expect(translationsIn(exported)).toEqual([]);
      expect(translationsIn(byPeople)).toEqual(['여객선']);
    });

    it('takes what somebody changed, whatever the tool says of who did', () => {
      expect(translationsIn(exported.replace('여객선', '연락선'))).toEqual(['연락선']);
    });

    it('takes of a project of OmegaT, which keeps no digests, what was corrected there', () => {
      const saved = readFileSync(new URL('omegat-project_save.tmx', import.meta.url), 'utf8');
      expect(translationsIn(saved)).toEqual(['시는 6월까지 밤에도 문을 열기로 했다.']);
    });

    it('takes what a tool says somebody took over as it is', () => {
      const taken = exported.replace(
        'creationid="amazon-translate"',
        'creationid="amazon-translate" changeid="kim"',
      );
      expect(translationsIn(taken)).toEqual(['여객선']);
    });
  });

  it.each([['it’s'], ["it's"], ['“a” & <b>'], ['가&#44032;']])(
    'reads what was written, and what others write by number: %s',
    (segment) => {
      const written = renderMemory([
        { source: 'en', target: 'ko', segment, translation: segment, origin: 'people' },
      ]);
      const byNumber = written.replace(/(?<=<seg>)[^<]*/g, () =>
        Array.from(segment, (character) => `&#${character.codePointAt(0)};`).join(''),
      );
      for (const xml of [written, byNumber])
        expect(readTmx(Buffer.from(xml)).flatMap(({ pairs }) => [...pairs])).toEqual([[segment, segment]]);
    },
  );

  it('leaves inline markup out and decodes entities', () => {
    const [ko] = readTmx(
      tmx(
        unit(
          ['en', 'A <bpt i="1">&lt;b&gt;</bpt>bold<ept i="1">&lt;/b&gt;</ept> &amp; <hi>high</hi> ferry'],
          ['ko', '배'],
        ),
      ),
    );
    expect([...(ko?.pairs.keys() ?? [])]).toEqual(['A bold & high ferry']);
  });

  it('takes the later translation of a segment that stands twice', () => {
    const [ko] = readTmx(tmx(unit(['en', 'Ferry'], ['ko', '배']) + unit(['en', 'Ferry'], ['ko', '여객선'])));
    expect(ko?.pairs.get('Ferry')).toBe('여객선');
  });

  it('reads UTF-16', () => {
    const text = `\uFEFF<?xml version="1.0" encoding="UTF-16"?><tmx version="1.4"><header srclang="en"/><body>${unit(['en', 'Ferry'], ['ko', '배'])}</body></tmx>`;
    expect(readTmx(Buffer.from(text, 'utf16le'))[0]?.pairs.get('Ferry')).toBe('배');
  });

  it.each([
    ['no XML', Buffer.from('ferry,여객선')],
    ['another XML', Buffer.from('<html></html>')],
    ['broken XML', Buffer.from('<tmx><body></tmx>')],
    ['entities of its own', Buffer.from('<!DOCTYPE tmx [<!ENTITY a "b">]><tmx><body/></tmx>')],
    ['no text', Buffer.from([0xff, 0x00, 0x80])],
  ])('refuses %s', (_, bytes) => {
    expect(() => readTmx(bytes)).toThrow(expect.objectContaining({ name: 'ConfigError' }));
  });

  it('reads the file that comes with the sample: every segment in both languages', () => {
    const [ko, ja] = readTmx(readFileSync(sample.memoryPath));
    expect(ko?.pairs.size).toBe(ja?.pairs.size);
    expect(ko?.pairs.size).toBeGreaterThan(15);
  });
});
