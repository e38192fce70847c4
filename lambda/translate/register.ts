import type { TargetLanguage } from '../article.ts';
import { inJapaneseRegister } from './register-ja.ts';
import { inKoreanRegister } from './register-ko.ts';

export type Register = 'plain' | 'polite';

/** How a sentence ends when it speaks to somebody, and how in print. */
const endings: Readonly<Record<TargetLanguage, Readonly<Record<Register, RegExp>>>> = {
  ko: {
    polite: /(?:니다|니까|세요|[어아해여]요|지요|죠|네요|군요|까요)[.!?]*$/,
    plain: /다[.!?]*$/,
  },
  ja: {
    polite: /(?:です|ます|ました|ません|でした|でしょう|ください|ましょう)(?:ね|よ|か)?[。！？!?]*$/,
    plain: /(?:だ|である|[たるいうくすつぬぶむぐ]|だろう)[。]*$/,
  },
};

/** The register of a sentence by its ending; undefined for what ends otherwise: quotations, headings, fragments. */
export function registerOf(sentence: string, target: TargetLanguage): Register | undefined {
  const { polite, plain } = endings[target];
  if (polite.test(sentence)) return 'polite';
  return plain.test(sentence) ? 'plain' : undefined;
}

const normalizers = { ko: inKoreanRegister, ja: inJapaneseRegister } as const;

/**
 * Gives the sentences of one paragraph the endings of a register. An ending that is not surely known stays, and so does
 * whatever is said in quotation marks.
 */
export function inRegister(
  sentences: readonly string[],
  register: Register,
  target: TargetLanguage,
): string[] {
  let depth = 0;
  return sentences.map((sentence) => {
    const isQuoted = depth > 0;
    depth = quotationDepth(sentence, depth);
    if (isQuoted || depth > 0) return sentence;
    const [, words = '', end = ''] = /^(.*?)([.。]?\s*)$/su.exec(sentence) ?? [];
    return (normalizers[target](words, register) ?? words) + end;
  });
}

/** How many quotations are open after the sentence. */
function quotationDepth(sentence: string, before: number): number {
  let depth = before;
  for (const [mark] of sentence.matchAll(/["“”「」『』]/g)) {
    const opens = '“「『'.includes(mark) || (mark === '"' && depth === 0);
    depth = opens ? depth + 1 : Math.max(0, depth - 1);
  }
  return depth;
}

/** Fewer than this may be somebody who is quoted. */
const fewestMixed = 2;
const leastShare = 0.1;

export interface MixedRegister {
  readonly usual: Register;
  /** How many sentences end otherwise, of how many. */
  readonly others: number;
  readonly total: number;
  /** The first that does, in the order given. */
  readonly first: number;
}

/** Is a text written in two registers? Every engine chooses anew from sentence to sentence. */
export function mixedRegister(
  sentences: readonly string[],
  target: TargetLanguage,
): MixedRegister | undefined {
  const registers = sentences.map((sentence) => registerOf(sentence, target));
  const count = (wanted: Register): number => registers.filter((register) => register === wanted).length;
  const [plain, polite] = [count('plain'), count('polite')];
  const usual = plain >= polite ? 'plain' : 'polite';
  const others = Math.min(plain, polite);
  const total = plain + polite;
  if (others < fewestMixed || others < leastShare * total) return undefined;
  const first = registers.findIndex((register) => register !== undefined && register !== usual);
  return { usual, others, total, first };
}
