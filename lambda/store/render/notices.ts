import { fromMemory, type TargetLanguage } from '../../article.ts';

const notices: Readonly<Record<'machine' | 'memory', Readonly<Record<TargetLanguage, string>>>> = {
  machine: {
    ko: '기계 번역입니다. 인용하기 전에 원문을 확인하십시오.',
    ja: '機械翻訳です。引用の前に原文をご確認ください。',
  },
  /** Made by people or by an engine before: the memory holds both. */
  memory: {
    ko: '번역 메모리에 있던 번역입니다. 인용하기 전에 원문을 확인하십시오.',
    ja: '翻訳メモリにあった訳です。引用の前に原文をご確認ください。',
  },
};

/** Says in the reader's language where a translation is from and what to do about it. */
export function machineNotice(translator: string, target: TargetLanguage): string {
  return notices[translator === fromMemory ? 'memory' : 'machine'][target];
}
