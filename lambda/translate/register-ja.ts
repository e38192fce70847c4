import type { Register } from './register.ts';

/** What a verb is in the three forms that sentences of news end in. */
interface Forms {
  readonly present: string;
  readonly past: string;
  readonly negative: string;
}

/**
 * Verbs of one stem (一段) whose stem ends in a sound of the i row, or in one character; with all others of the i row, ます
 * stands after a verb of five rows (五段).
 */
const oneStem =
  /(?:[見観診看視着似煮居率用強報老悔出得経寝来]|[起生尽飽]き|でき|出来|[感信命生応演論報禁通準乗転案講閉恥混任封損減投動奉]じ|[落朽満]ち|過ぎ|[借足降懲]り|[浴伸延帯滅]び|[試顧省染]み|[用率強報]い|[てで]い)$/u;
const eRow = /[えけげせぜてでねへべめれ]$/u;

/** 五段: the sound before ます, and what it is at the end, before た and before ない. */
const fiveRows: Readonly<Record<string, readonly [present: string, past: string, negative: string]>> = {
  い: ['う', 'った', 'わない'],
  き: ['く', 'いた', 'かない'],
  ぎ: ['ぐ', 'いだ', 'がない'],
  ち: ['つ', 'った', 'たない'],
  び: ['ぶ', 'んだ', 'ばない'],
  み: ['む', 'んだ', 'まない'],
  り: ['る', 'った', 'らない'],
};

/** し before ます: of these it is す, after all that makes a verb with する it is that; what is in neither stays. */
const verbsInSu =
  /(?:(?<!\p{Script=Han})[話出示残増押指差刺消返渡移写映試許表現直治壊倒隠促犯冒貸流通回外離放記施下越超戻崩乱正癒脅動探]|目指|見出|打ち出|乗り出|抜け出|引き出|作り出|生み出|見直|取り消|繰り返|引き返|取り戻|言い渡|手渡|引き渡|起こ|落と|果た|満た|もたら|減ら|鳴ら|暮ら|照ら|漏ら|増や|費や|燃や|冷や|伸ば|延ば|飛ば|過ご|及ぼ|滅ぼ|尽く|明か|生か|活か|動か|驚か|いた|揺るが|巡ら|凝ら)し$/u;
const nounBeforeSuru =
  /(?:\p{Script=Han}{2}|[\p{Script=Katakana}ー]{2}|[をにがもはへ]|(?<!落|も)と|(?<![なす])く|(?<!\p{Script=Han})[達関対反接属適発有要察決制称介課])し$/u;

/** い before ます: of these it is う, elsewhere mostly いる. 問います has no past in った. */
const verbsInU =
  /(?:[行言思使願戦失従違扱合買払誓狙伴習争祝笑洗追救迷疑担補負舞襲養奪競誘吸酔縫漂敬狂覆拾雇救縛装潤賄被沿向揃倣繕救慕奏住囲食]|しま|もら|かま|ちが|まちが|そろ|ねが|うかが|したが|ともな|おこな|あつか|うしな|つか|なら|はら|あ|(?:^|[とて])い)い$/u;

/** The plain forms of the verb before ます; undefined where they are not sure. */
function formsOf(stem: string): Forms | undefined {
  const last = stem.at(-1) ?? '';
  const head = stem.slice(0, -1);
  const forms = (present: string, past: string, negative: string): Forms => ({
    present: head + present,
    past: head + past,
    negative: head + negative,
  });
  if (/(?:ござ|くださ|なさ|いらっしゃ|おっしゃ)い$/u.test(stem)) return undefined;
  if (/(?:行き|[てで]い?き)$/u.test(stem)) {
    if (/(?:行|[てで]い)き$/u.test(stem)) return forms('く', 'った', 'かない');
    // 持ってきます is of くる, できます of できる; 運んできます may be read as either.
    if (/(?<!ん)でき$/u.test(stem)) return forms('きる', 'きた', 'きない');
    return forms('くる', 'きた', 'こない');
  }
  if (last === 'し') {
    // 示します and 提示します: した is the past of both kinds.
    if (verbsInSu.test(stem)) return forms('す', 'した', 'さない');
    if (nounBeforeSuru.test(stem)) return forms('する', 'した', 'しない');
    return undefined;
  }
  if (stem.endsWith('あり'))
    return { present: `${head}る`, past: `${head}った`, negative: `${stem.slice(0, -2)}ない` };
  if (oneStem.test(stem) || eRow.test(stem))
    return { present: `${stem}る`, past: `${stem}た`, negative: `${stem}ない` };
  if (last === 'い' && !verbsInU.test(stem)) {
    // 人がいます, 大勢います; とういます is a slip.
    return /[がはもにで、んく々\p{Script=Han}]い$/u.test(stem)
      ? { present: `${stem}る`, past: `${stem}た`, negative: `${stem}ない` }
      : undefined;
  }
  const rows = fiveRows[last];
  return rows === undefined ? undefined : forms(...rows);
}

const politeVerb = /(ませんでした|ません|ました|ます)$/u;
const adjectives =
  /(?:しい|ない|たい|[高低多良悪強弱長早速遅近遠深浅広狭若重安暑寒熱白黒赤青硬固堅辛甘痛暗憎怖薄厚細太軽古短鋭鈍]い|大きい|小さい|柔らかい|暖かい|温かい|細かい|明るい|危うい|よい|いい|づらい|にくい|やすい)$/u;
/** Nouns that end as adjectives do. */
const nounsInI =
  /(?:[違願戦思狙争扱問疑誓救競祝幸嫌]い|勢い|手伝い|見舞い|お互い|くらい|ぐらい|せい|きれい|あいまい|てい?ねい)$/u;
/** Before です: a noun for sure. After other kana it may be an adjective, or a slip. */
const nounEnd =
  /(?:[\p{Script=Han}\p{Script=Katakana}ー\p{Script=Latin}\d）」』％%]|から|ため|こと|もの|ところ|だけ|ほど|まで|など|ばかり|わけ|つもり|うち|のみ|さ|たち|とおり|どおり|ほう|ゆえ)$/u;

function toPlain(sentence: string): string | undefined {
  const verb = politeVerb.exec(sentence)?.[0];
  if (verb !== undefined) {
    const forms = formsOf(sentence.slice(0, -verb.length));
    if (forms === undefined) return undefined;
    if (verb === 'ます') return forms.present;
    if (verb === 'ました') return forms.past;
    return verb === 'ません' ? forms.negative : forms.negative.replace(/い$/u, 'かった');
  }
  if (sentence.endsWith('でしょう')) return `${sentence.slice(0, -'でしょう'.length)}だろう`;
  if (sentence.endsWith('でした')) {
    const before = sentence.slice(0, -'でした'.length);
    return /[んい]$/u.test(before) && !nounsInI.test(before) ? undefined : `${before}だった`;
  }
  if (!sentence.endsWith('です')) return undefined;
  const before = sentence.slice(0, -'です'.length);
  if (/[たるいなうくすつぬむぐ]ん$/u.test(before)) return `${before.slice(0, -1)}のだ`;
  if (/(?:の|よう|そう|はず|みたい)$/u.test(before)) return `${before}だ`;
  if (nounsInI.test(before)) return `${before}である`;
  if (adjectives.test(before)) return before;
  return nounEnd.test(before) ? `${before}である` : undefined;
}

/** 五段 verbs in る, where those of one stem have another sound before it, or another character. */
const fiveRowsInRu =
  /(?:[始決集高広深留縮強弱固早速狭染]ま|[上下広]が|[加終変関伝備代横交]わ|[分助預受見]か|[作残取乗至語守図迫移戻回通送限減帰入知走切売巡異]|(?<!で)あ|な|おこ|のぼ|もど|かか|つなが|わか|とどま|はじま|ひろが)る$/u;

/** The first that fits: how the plain form ends, and the polite one. */
const politeEndings: readonly (readonly [RegExp, string])[] = [
  [fiveRowsInRu, 'ります'],
  [/であった$/u, 'でした'],
  [/である$/u, 'です'],
  [/だろう$/u, 'でしょう'],
  [/(?<!ん)だった$/u, 'でした'],
  [/のだ$/u, 'のです'],
  [
    /(?<=[\p{Script=Han}\p{Script=Katakana}ー\p{Script=Latin}\d）」』％%]|よう|そう|はず|から|ため|こと|もの|ところ|だけ|ほど|まで|わけ)だ$/u,
    'です',
  ],
  [/(?<=[てで])いなかった$/u, 'いませんでした'],
  [/(?<=[てで])いない$/u, 'いません'],
  [/(?<=[てで])いた$/u, 'いました'],
  [/(?<=[てで])いる$/u, 'います'],
  [/(?<=では|でも|[がもは])ない$/u, 'ありません'],
  [/(?<=で)きない$/u, 'きません'],
  [/(?<=で)きる$/u, 'きます'],
  [/(?<=で)きた$/u, 'きました'],
  [/(?<=なら|[かさたなまらわばが]れ|させ)ない$/u, 'ません'],
  [/(?<=\p{Script=Han}|\p{Script=Katakana}|ー|[をにが])しない$/u, 'しません'],
  [/(?<=[てで])くる$/u, 'きます'],
  [/する$/u, 'します'],
  [/した$/u, 'しました'],
  [/(?<=[なあ])った$/u, 'りました'],
  [/(?<=[始決集高広深加終変関伝][まわが])った$/u, 'りました'],
  [/(?<=[語残取乗送作減走図迫至守戻回])った$/u, 'りました'],
  [/(?<=[言思使失違扱払伴買争狙])った$/u, 'いました'],
  [/(?<=[持待打立勝])った$/u, 'ちました'],
  [/(?<=[かさたなまらわばが]れ|[えけげせぜてでねべめ])る$/u, 'ます'],
  [/(?<=[かさたなまらわばが]れ|[えけげせぜねべめ])た$/u, 'ました'],
  [/(?<=[見出得来])る$/u, 'ます'],
  [/(?<=[見出得来])た$/u, 'ました'],
  [/(?<=\p{Script=Han}|しま|もら|とい)う$/u, 'います'],
  [
    /(?<=[書聞行開続働引置着歩動描招築叩抜解泣響輝咲驚欠敷退届除説向巻弾焼磨導抱]|てい|でい|てお)く$/u,
    'きます',
  ],
  [/(?<=\p{Script=Han}|[かやらたこと])す$/u, 'します'],
  [/(?<=\p{Script=Han})む$/u, 'みます'],
  [/(?<=\p{Script=Han})ぶ$/u, 'びます'],
];

function toPolite(sentence: string): string | undefined {
  if (/(?:ました|です|ます|ません|でした|でしょう|ましょう)$/u.test(sentence)) return undefined;
  const found = politeEndings.find(([pattern]) => pattern.test(sentence));
  if (found === undefined) return undefined;
  const [pattern, polite] = found;
  return pattern === fiveRowsInRu ? sentence.slice(0, -1) + polite : sentence.replace(pattern, polite);
}

/** @returns the sentence in the register, or undefined where its ending is not surely known or has it already */
export function inJapaneseRegister(sentence: string, register: Register): string | undefined {
  return register === 'plain' ? toPlain(sentence) : toPolite(sentence);
}
