import type { Phrase } from './languages.ts';

/**
 * The sentences that results hold in English, for the reader in the other languages: findings of the checks, notes on the
 * upload, reasons why there is no translation. `{}` stands for what was seen, the same in every language and in this order.
 */
const sentences: readonly Phrase[] = [
  {
    en: 'The translation is much shorter than its source: something may be missing.',
    ko: '번역이 원문보다 훨씬 짧습니다. 빠진 내용이 있을 수 있습니다.',
    ja: '訳が原文よりかなり短く、抜けがあるかもしれません。',
  },
  {
    en: 'The translation is much longer than its source: something may have been added.',
    ko: '번역이 원문보다 훨씬 깁니다. 더해진 내용이 있을 수 있습니다.',
    ja: '訳が原文よりかなり長く、余分な内容があるかもしれません。',
  },
  {
    en: 'The translation breaks off without an end.',
    ko: '번역이 끝맺지 않고 끊겼습니다.',
    ja: '訳が途中で切れています。',
  },
  {
    en: 'The translation has words in the script of another language.',
    ko: '번역에 다른 언어의 글자가 있습니다.',
    ja: '訳に別の言語の文字があります。',
  },
  {
    en: 'The translation has a passage in Chinese.',
    ko: '번역에 중국어로 된 부분이 있습니다.',
    ja: '訳に中国語の部分があります。',
  },
  {
    en: 'The translation seems to be Chinese.',
    ko: '번역이 중국어로 보입니다.',
    ja: '訳が中国語のようです。',
  },
  {
    en: 'Most of the text was left as it was in the source.',
    ko: '대부분이 원문 그대로 남아 있습니다.',
    ja: '大部分が原文のまま残っています。',
  },
  { en: 'Left untranslated: {}.', ko: '번역되지 않음: {}', ja: '未訳: {}' },
  {
    en: 'Not found in the translation: {}. It says {}.',
    ko: '번역에 없음: {}. 대신 있는 것: {}',
    ja: '訳に見当たらない: {}。代わりにあるもの: {}',
  },
  { en: 'Not found in the translation: {}.', ko: '번역에 없음: {}', ja: '訳に見当たらない: {}' },
  { en: 'Not in the source: {}.', ko: '원문에 없음: {}', ja: '原文にない: {}' },
  { en: '{} became {}.', ko: '{} → {}', ja: '{} → {}' },
  {
    en: 'Another unit than in the source, or none: {}.',
    ko: '단위가 원문과 다르거나 없음: {}',
    ja: '単位が原文と違うか、ない: {}',
  },
  {
    en: 'A negation may be lost: “{}”',
    ko: '부정하는 말이 빠졌을 수 있음: “{}”',
    ja: '否定が抜けているかもしれない: “{}”',
  },
  {
    en: 'One name in two spellings: {}.',
    ko: '같은 이름의 표기가 둘: {}',
    ja: '同じ名前の表記が二つ: {}',
  },
  { en: 'Left in Latin letters: {}.', ko: '로마자로 남음: {}', ja: 'ローマ字のまま: {}' },
  { en: 'Not the same name: {}.', ko: '같은 이름이 아님: {}', ja: '同じ名前ではない: {}' },
  {
    en: 'Names may be mixed up: {}.',
    ko: '이름이 뒤바뀌었을 수 있음: {}',
    ja: '名前が入れ替わっているかもしれない: {}',
  },
  { en: 'Repeated: “{}”.', ko: '되풀이됨: “{}”', ja: '繰り返し: 「{}」' },
  { en: 'Twice in a row: “{}”.', ko: '연이어 두 번: “{}”', ja: '続けて二度: 「{}」' },
  {
    en: 'A sentence stands twice: “{}”',
    ko: '같은 문장이 두 번 있음: “{}”',
    ja: '同じ文が二度ある: 「{}」',
  },
  { en: 'Not in pairs: {}.', ko: '짝이 맞지 않음: {}', ja: '対になっていない: {}' },
  {
    en: 'A mark of the engine or a broken character: {}',
    ko: '번역기가 남긴 표시 또는 깨진 글자: {}',
    ja: '翻訳エンジンの残した印か文字化け: {}',
  },
  {
    en: '“{}” should be “{}”.',
    ko: '용어집에 따르면 “{}” → “{}”',
    ja: '用語集では「{}」→「{}」',
  },
  {
    en: 'Two registers: {} of {} sentences end in {}, the others in {}.',
    ko: '문체가 섞임: {} / {}문장은 {}, 나머지는 {}',
    ja: '文体の混在: {} / {}文は{}、ほかは{}',
  },
  { en: 'No headline was found.', ko: '제목을 찾지 못했습니다.', ja: '見出しが見つかりません。' },
  {
    en: 'The text kept does not start near the headline: its beginning may be missing.',
    ko: '본문이 제목에서 떨어져 시작합니다. 앞부분이 빠졌을 수 있습니다.',
    ja: '本文が見出しから離れて始まっています。冒頭が抜けているかもしれません。',
  },
  {
    en: '{} characters could not be read and stand as \uFFFD.',
    ko: '읽지 못한 글자 {}자는 \uFFFD로 표시했습니다.',
    ja: '読めなかった{}文字は\uFFFDで示しています。',
  },
  {
    en: 'The text had been saved in a wrong encoding (UTF-8 read as windows-1252) and was repaired.',
    ko: '글자 부호화가 잘못된 채 저장된 글(UTF-8을 windows-1252로 읽음)이어서 바로잡았습니다.',
    ja: '文字コードを誤って保存された文章（UTF-8をwindows-1252として読んだもの）だったので直しました。',
  },
  {
    en: 'The reading order of the PDF is unsure: compare the text with the page.',
    ko: 'PDF를 읽는 순서가 확실하지 않습니다. 원본 쪽과 견주어 보십시오.',
    ja: 'PDFの読み順が確かではありません。元のページと見比べてください。',
  },
  {
    en: 'Only the first {} of {} pages were read.',
    ko: '앞의 {}쪽만 읽었습니다(모두 {}쪽).',
    ja: '最初の{}ページだけを読みました（全{}ページ）。',
  },
  {
    en: 'The limit of characters to be translated in one day is reached. The translation follows by itself on the next day, or once the limit is raised.',
    ko: '하루에 번역할 수 있는 글자 수를 넘었습니다. 다음 날 또는 한도를 올리면 저절로 번역됩니다.',
    ja: '1日に翻訳できる文字数の上限に達しました。翌日、または上限を上げると自動で翻訳されます。',
  },
  {
    en: 'No engine was asked (--translator none) and the memory does not know every sentence. Run it again with another --translator.',
    ko: '번역기를 쓰지 않았고(--translator none) 번역 메모리에 없는 문장이 있습니다. 다른 --translator로 다시 실행하십시오.',
    ja: '翻訳エンジンを使わず（--translator none）、翻訳メモリにない文がありました。別の --translator で再実行してください。',
  },
];

const slot = '{}';

const patterns = sentences.map((phrase) => ({
  phrase,
  pattern: new RegExp(`^${phrase.en.split(slot).map(escaped).join('(.+?)')}$`, 'su'),
}));

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** @returns undefined for a sentence that is known in English only */
export function inOtherWords(sentence: string): Phrase | undefined {
  for (const { phrase, pattern } of patterns) {
    const seen = pattern.exec(sentence)?.slice(1);
    if (seen === undefined) continue;
    const filled = (text: string): string =>
      text
        .split(slot)
        .map((part, index) => part + (seen[index] ?? ''))
        .join('');
    return { en: sentence, ko: filled(phrase.ko), ja: filled(phrase.ja) };
  }
  return undefined;
}
