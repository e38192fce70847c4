import type { TargetLanguage } from '../../article.ts';
import { people } from '../../text/memory-entry.ts';

const engineNames: ReadonlyMap<string, string> = new Map([
  ['amazon-translate', 'Amazon Translate'],
  ['firefox-translations', 'Firefox Translations'],
]);

/** An engine as its makers call it. */
export function nameOfEngine(engine: string): string {
  return engineNames.get(engine) ?? engine;
}

/** Says in the reader's language who made a translation and what to do about it. */
export function makerNotice(madeBy: readonly string[], target: TargetLanguage): string {
  const engines = madeBy
    .filter((maker) => maker !== people)
    .map(nameOfEngine)
    .join(', ');
  const isByPeople = madeBy.includes(people);
  const maker = engines === '' ? 'people' : isByPeople ? 'both' : 'machine';
  return notices[maker](engines)[target];
}

type Notice = (engines: string) => Readonly<Record<TargetLanguage, string>>;

const notices: Readonly<Record<'machine' | 'people' | 'both', Notice>> = {
  machine: (engines) => ({
    ko: `기계 번역(${engines})입니다. 인용하기 전에 원문을 확인하십시오.`,
    ja: `機械翻訳（${engines}）です。引用の前に原文をご確認ください。`,
  }),
  both: (engines) => ({
    ko: `기계 번역(${engines})이며, 일부 문장은 사람이 번역했습니다. 인용하기 전에 원문을 확인하십시오.`,
    ja: `機械翻訳（${engines}）です。一部の文は人が訳しました。引用の前に原文をご確認ください。`,
  }),
  people: () => ({
    ko: '사람이 번역해 번역 메모리에 둔 문장입니다. 인용하기 전에 원문을 확인하십시오.',
    ja: '人が訳し、翻訳メモリに収めた文です。引用の前に原文をご確認ください。',
  }),
};
