import { type LanguageData, words } from './language.ts';

export const ja: LanguageData = {
  titles: words('mr mrs ms dr no vol'),
  abbreviations: words('co corp inc ltd u.s u.k etc vs'),
  starters: words(''),
  speechVerbs: words(''),
  keepsQuotationsWhole: true,
  quotationContinues: /^[\p{Script=Hiragana}、，,ー（(）)」』]/u,
  stopWords: words(`
    こと もの ため よう これ それ あれ ここ そこ いる ある する なる した して から まで より など として について による
    という との での への また ただ 一方 同日 述べ 語っ 話し`),
  firstPerson: /私|僕|俺|我々|われわれ|あなた|皆さん/,
  dependentOpenings:
    /^[「『（]*(?:同氏|同社|同国|同省|同庁|同局|同市|同県|同署|同容疑者|同被告|彼は|彼女|彼ら|これ[をにはがらもで]|それ[をにはがらもで]|この(?:ため|ほか|うち|中|日|問題|結果|事件|事故)|その[^の]|そうした|こうした|しかし|だが|ただ[、し]|また、?|一方|さらに|そして|なお|ところが|とはいえ|両者|両氏|両国|両社|２人は|2人は|二人は|さて|つまり|例えば|加えて)/,
  speakerless:
    /^[「『].{0,600}[」』]\s?と、?(?:話|語|述べ|答え|強調|説明|指摘|訴え|明かし|振り返|笑|言|い)[^、「」]{0,8}。?$/u,
  leftover:
    /無断(?:転載|複製|使用)|^©|^【?(?:写真|画像|動画|出典|提供)[】：:＝=]|\S@[\w-]+\.\w|^(?:【[^】]{1,20}】)$/u,
};
