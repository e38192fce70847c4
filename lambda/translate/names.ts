import type { TargetLanguage } from '../article.ts';
import { type Sounds, soundAlike, soundsOfHangul, soundsOfKatakana, soundsOfLatin } from './sounds.ts';

/** Written with capitals and yet translated, not transcribed: titles, parts of organizations, peoples, days, months. */
const translated = new Set(
  `mr mrs ms miss dr sir lord lady president prime minister king queen prince princess pope judge justice chief general senator
  secretary attorney captain professor governor mayor house senate congress court supreme council commission committee department
  ministry office university college school hospital church union party labour labor democrats democratic democrat republican
  republicans conservative conservatives liberal state states united kingdom republic nations national international european
  central north south east west northern southern eastern western new old great upper lower street road avenue park bridge river
  lake mount island islands sea ocean county city town district airport station police army navy force air guard bank company group
  league cup champions championship championships world series open games olympic olympics team sunday monday tuesday wednesday
  thursday friday saturday january february march april may june july august september october november december american
  americans british english scottish welsh irish french german germans italian spanish chinese japanese korean korean russian russians
  indian greek dutch swiss swedish danish norwegian polish turkish israeli arab african asian europeans australian canadian mexican
  brazilian catholic christian christians jewish muslim islam islamic god christmas easter internet web the a an and or but if in on
  at by for from with to of as is are was were be been it its this that these those he she they we i you his her their our your my
  who what when where why how not no yes there here then now after before while since during until because although so such one two
  three first second last next more most many some all any both each every other another under over up out off down than too very
  just also only even still again once earlier later meanwhile however instead today yesterday tomorrow time post news daily
  evening morning times journal press agency white black red blue green golden star royal act bill law security defence defense health foreign
  federal public international trade human rights food cross free great good best real high long big part day week month year
  institute medical cancer disaster treasury civil customs province asylum prof insp britons mother father brother sister vaccine judiciary
  wildlife commissioner agent museum society association foundation trust centre center village valley hill hills beach forest garden
  gardens palace castle tower hotel hall room square market energy water fire justice finance interior culture education environment
  agriculture transport employment science technology research development affairs service services authority administration bureau
  board corporation fund organisation organization system network project programme program chairman spokesman director
  enforcement immigration detective sergeant inspector officer crown county
  ancient modern tropical storm hurricane typhoon highway parliament premier deputy vice senior head director manager coach boss people man woman men women young former`
    .trim()
    .split(/\s+/),
);

/** Countries and places whose name in the target language comes from elsewhere, by their English one. */
const exonyms: Readonly<Record<string, readonly [ko: string, ja: string]>> = {
  america: ['미국|아메리카', 'アメリカ|米'],
  britain: ['영국', '英|イギリス|ブリテン'],
  england: ['영국|잉글랜드', '英|イングランド|イギリス'],
  germany: ['독일', 'ドイツ|独'],
  greece: ['그리스', 'ギリシャ|ギリシア'],
  netherlands: ['네덜란드', 'オランダ'],
  switzerland: ['스위스', 'スイス'],
  china: ['중국', '中国|中'],
  japan: ['일본', '日本|日'],
  korea: ['한국|대한민국|조선|북한|남한|한반도', '韓国|北朝鮮|朝鮮|韓'],
  india: ['인도', 'インド'],
  australia: ['호주|오스트레일리아', 'オーストラリア|豪'],
  austria: ['오스트리아', 'オーストリア'],
  italy: ['이탈리아', 'イタリア|伊'],
  france: ['프랑스', 'フランス|仏'],
  spain: ['스페인', 'スペイン'],
  sweden: ['스웨덴', 'スウェーデン'],
  turkey: ['터키|튀르키예', 'トルコ'],
  ukraine: ['우크라이나', 'ウクライナ'],
  russia: ['러시아', 'ロシア|露'],
  belgium: ['벨기에', 'ベルギー'],
  poland: ['폴란드', 'ポーランド'],
  hungary: ['헝가리', 'ハンガリー'],
  georgia: ['조지아', 'ジョージア|グルジア'],
  egypt: ['이집트', 'エジプト'],
  israel: ['이스라엘', 'イスラエル'],
  vietnam: ['베트남', 'ベトナム'],
  thailand: ['태국|타이', 'タイ'],
  philippines: ['필리핀', 'フィリピン|比'],
  taiwan: ['대만|타이완', '台湾'],
  beijing: ['베이징|북경|중국', '北京|中国'],
  shanghai: ['상하이|상해', '上海'],
  tokyo: ['도쿄|동경', '東京'],
  seoul: ['서울', 'ソウル'],
  pyongyang: ['평양', '平壌|ピョンヤン|北朝鮮'],
  moscow: ['모스크바', 'モスクワ'],
  vienna: ['비엔나|빈', 'ウィーン'],
  munich: ['뮌헨', 'ミュンヘン'],
  rome: ['로마', 'ローマ'],
  venice: ['베네치아|베니스', 'ベネチア|ヴェネツィア|ベニス'],
  florence: ['피렌체|플로렌스', 'フィレンツェ|フローレンス'],
  athens: ['아테네', 'アテネ'],
  paris: ['파리', 'パリ'],
  hague: ['헤이그', 'ハーグ'],
  jerusalem: ['예루살렘', 'エルサレム'],
  cairo: ['카이로', 'カイロ'],
  mexico: ['멕시코', 'メキシコ'],
  jesus: ['예수', 'イエス'],
  wales: ['웨일스|웨일즈', 'ウェールズ'],
  europe: ['유럽', '欧州|ヨーロッパ|欧'],
  asia: ['아시아', 'アジア'],
  africa: ['아프리카', 'アフリカ'],
  atlantic: ['대서양|애틀랜틱', '大西洋|アトランティック'],
  pacific: ['태평양|퍼시픽', '太平洋|パシフィック'],
  mediterranean: ['지중해', '地中海'],
  scotland: ['스코틀랜드', 'スコットランド'],
  ireland: ['아일랜드', 'アイルランド'],
  brexit: ['브렉시트|브렉싯', 'ブレグジット|EU離脱|離脱'],
  xi: ['시진핑|시 |시진', '習'],
  jinping: ['진핑', '近平'],
  washington: ['워싱턴|미국', 'ワシントン|米'],
};

/** Fewer consonants than this sound like too many words. */
const fewestConsonants = 3;
/** From here on a word may be the name; from there on it surely is; under that, it is another. */
const likeness = { possible: 0.55, sure: 0.72, certain: 0.8, other: 0.4 };
/** Common words that headlines and names of organizations capitalize; peoples. */
const commonEndings =
  /(?:tion|tions|ment|ments|ance|ence|ing|ity|ies|ism|ists?|ers|ians?|eans|ese|ish|ical|ive|ous|ful|ness|ship|ward|able)$/;

export interface SourceName {
  readonly text: string;
  readonly sounds: Sounds;
  /** A given or family name: another name stands beside it, or a title before it. */
  readonly isPersonal: boolean;
}

/** How far back what a word stands behind is looked for, in UTF-16 code units. */
const longestLook = 40;

/** The words of an English text that are names and are written by sound in Korean and Japanese; each once. */
export function transcribedNames(source: string): SourceName[] {
  const found = new Map<string, SourceName>();
  if (isTitleCase(source)) return [];
  const words = [...source.matchAll(/\p{Lu}[\p{L}’'-]*\p{Ll}/gu)];
  const small = new Set(source.match(/(?<!\p{L})\p{Ll}+/gu));
  const often = new Map<string, number>();
  for (const [word] of words) {
    const stem = word.replace(/['’]s$/, '');
    often.set(stem, (often.get(stem) ?? 0) + 1);
  }
  for (const match of words) {
    const [whole] = match;
    const before = source.slice(Math.max(0, match.index - longestLook), match.index);
    const opens = /(?:^|[.!?:…]["'”’)]*\s+|["“‘'(]\s*)$/.test(before);
    for (const piece of whole.replace(/['’]s$/, '').split(/[-’']/)) {
      const key = piece.toLowerCase();
      if (!/^\p{Lu}\p{Ll}{2,}/u.test(piece) || translated.has(key) || found.has(key)) continue;
      // The first word of a sentence is a name only where it is one elsewhere, or another name follows.
      const isElsewhere = (often.get(piece) ?? 0) > 1;
      const isFollowed = /^\s\p{Lu}\p{Ll}/u.test(source.slice(match.index + whole.length));
      if (opens && !isElsewhere && !isFollowed) continue;
      // Who writes "immigrants" names nobody Immigrant.
      if (small.has(key) || small.has(`${key}s`)) continue;
      if (commonEndings.test(key)) continue;
      const isTitled = /\b(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Judge|President|Senator|Prof)\.?\s$/.test(before);
      const follows =
        /\p{Lu}\p{Ll}+\s$/u.test(before) &&
        !translated.has(/(\p{L}+)\s$/u.exec(before)?.[1]?.toLowerCase() ?? '');
      const next = /^\s(\p{Lu}\p{Ll}+)/u.exec(source.slice(match.index + whole.length))?.[1]?.toLowerCase();
      const isPersonal = isTitled || follows || (next !== undefined && !translated.has(next));
      found.set(key, { text: piece, sounds: soundsOfLatin(piece), isPersonal });
    }
  }
  return [...found.values()];
}

export interface HeardWord {
  readonly text: string;
  readonly sounds: Sounds;
}

/** The words of a translation that may be names by sound: runs of katakana, Korean words. */
export function heardWords(translation: string, target: TargetLanguage): HeardWord[] {
  const pattern = target === 'ja' ? /[\p{Script=Katakana}ー]{2,}/gu : /[가-힣]+/gu;
  const sounds = target === 'ja' ? soundsOfKatakana : soundsOfHangul;
  return [...translation.normalize('NFC').matchAll(pattern)].map(([text]) => ({
    text,
    sounds: sounds(text),
  }));
}

/** Most words of such a headline have capitals. */
function isTitleCase(source: string): boolean {
  const words = source.match(/\p{L}{4,}/gu) ?? [];
  return words.length >= 6 && words.filter((word) => /^\p{Lu}/u.test(word)).length > 0.6 * words.length;
}

const consonants = (sounds: Sounds): number => sounds.match(/[A-Z]/g)?.length ?? 0;

/** Written in Han characters in Japanese: names of China and Japan, as far as the spelling of syllables tells. */
const hanSpelling =
  /^(?:(?:zh|ch|sh|ts|ky|ry|[bcdfghjklmnpqrstwxyz])?(?:uan|uang|iao|ian|iang|[aeiou]{1,2})(?:ng|n)?)+$/;

/** Does the translation have the name: by its own name there, by sound, or in its own letters? */
export function isNamed(
  name: SourceName,
  translation: string,
  words: readonly HeardWord[],
  target: TargetLanguage,
): boolean {
  const key = name.text.toLowerCase();
  if (translation.toLowerCase().includes(key)) return true;
  const exonym = exonyms[key]?.[target === 'ko' ? 0 : 1];
  if (exonym !== undefined) return new RegExp(exonym).test(translation);
  if (consonants(name.sounds) < fewestConsonants) return true;
  if (target === 'ja' && hanSpelling.test(key)) return true;
  return words.some(
    (word) =>
      soundAlike(name.sounds, word.sounds, target === 'ko' ? 'start' : 'whole') >= likeness.possible ||
      soundAlike(name.sounds, word.sounds, 'inside') >= likeness.certain,
  );
}

/** Words by sound that nothing in the source sounds like; but for those that every Japanese text has. */
export function unheardOf(words: readonly HeardWord[], source: string): HeardWord[] {
  const own = [...new Set(source.match(/\p{L}{2,}/gu) ?? [])].map(soundsOfLatin);
  return words.filter(
    ({ text, sounds }) =>
      consonants(sounds) >= 2 &&
      [...text].length >= 3 &&
      !isExonym(text) &&
      !own.some(
        (name) =>
          soundAlike(name, sounds) >= likeness.possible || soundAlike(sounds, name, 'start') >= likeness.sure,
      ),
  );
}

const isExonym = (word: string): boolean =>
  Object.values(exonyms).some(([, ja]) => ja.split('|').includes(word));

/** Words with a capital that stand in Latin letters alone where others are written by sound: outside of brackets, titles and longer Latin text. */
export function leftInLatin(source: string, translation: string): string[] {
  if (isTitleCase(source)) return [];
  const own = new Set(source.match(/(?<!\p{Lu}[.’'-]?)\p{Lu}\p{Ll}{2,}(?!\p{L})/gu));
  const outside = translation
    .replace(/[(（[【][^)）\]】]*[)）\]】]/g, ' ')
    .replace(/[「『“"‘'<《][\p{Script=Latin}\d\s.,:!?&’'-]+[」』”"’'>》]/gu, ' ');
  const alone = outside.match(
    /(?<![\p{Script=Latin}\d][\s.&-]?|[@#/.])\p{Lu}\p{Ll}{2,}(?![\s.&-]?[\p{Script=Latin}\d]|[@/.])/gu,
  );
  return [...new Set(alone)].filter((word) => own.has(word) && !keptInLatin.has(word.toLowerCase()));
}

/** Firms, products and publications that Korean and Japanese papers print in Latin letters. */
const keptInLatin = new Set(
  `twitter facebook youtube instagram google apple amazon uber netflix tesla whatsapp tiktok microsoft telegram reddit spotify iphone ipad
  android windows skype linkedin snapchat airbnb ebay paypal nike adidas samsung sony toyota honda mini vox fox brexit reuters politico
  bloomberg vogue time newsweek billboard elle radio telecom mail`
    .trim()
    .split(/\s+/),
);

/** Two spellings of one name: words that sound like it and differ by one character. */
export function spelledInTwoWays(
  names: readonly SourceName[],
  words: readonly HeardWord[],
  target: TargetLanguage,
): readonly [string, string] | undefined {
  for (const name of names) {
    if (consonants(name.sounds) < 2) continue;
    const alike = words.filter(
      ({ sounds }) => soundAlike(name.sounds, sounds, target === 'ko' ? 'start' : 'whole') >= likeness.sure,
    );
    const spellings = [...new Set(alike.map(({ text }) => text))];
    for (const [index, first] of spellings.entries()) {
      for (const second of spellings.slice(index + 1))
        if (differInOneCharacter(first, second)) return [first, second];
    }
  }
  return undefined;
}

/** A sentence and its translation. */
export interface SentencePair {
  readonly source: string;
  readonly translation: string;
}

export interface OtherSpelling {
  readonly first: string;
  readonly other: string;
  /** The pair that has the other one. */
  readonly index: number;
}

/**
 * Names that a text spells in one way here and in another there, each once; where one sentence has both, that is
 * {@link spelledInTwoWays}.
 */
export function otherSpellings(pairs: readonly SentencePair[], target: TargetLanguage): OtherSpelling[] {
  const text = pairs.map(({ source }) => source).filter((source) => !isTitleCase(source));
  const place = target === 'ko' ? 'start' : 'whole';
  const names = transcribedNames(text.join('\n')).filter(
    (name) => consonants(name.sounds) >= fewestConsonants,
  );
  const heard = pairs.map(({ translation }) => heardWords(translation, target));
  const placesOf = new Map<string, number[]>();
  for (const [index, { source }] of pairs.entries()) {
    for (const word of new Set(source.match(/\p{Lu}\p{L}+/gu))) {
      const places = placesOf.get(word) ?? [];
      places.push(index);
      placesOf.set(word, places);
    }
  }
  return names.flatMap((name) => {
    const spellings = (placesOf.get(name.text) ?? []).flatMap((index) => {
      const alike = (heard[index] ?? []).filter(
        ({ sounds }) => soundAlike(name.sounds, sounds, place) >= likeness.sure,
      );
      return alike.length === 0 ? [] : [{ index, words: alike.map((word) => word.text) }];
    });
    const first = spellings[0]?.words[0];
    if (first === undefined) return [];
    const other = spellings.find(({ words }) => words.every((word) => isNearlyTheSame(first, word)));
    return other === undefined ? [] : [{ first, other: other.words[0] ?? '', index: other.index }];
  });
}

/** Alike but for one or two letters; what differs at the end of a Korean word may be a particle. */
function isNearlyTheSame(first: string, second: string): boolean {
  const [a, b] = [[...first.replace(koreanEnd, '')], [...second.replace(koreanEnd, '')]];
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  if (shorter.length < 3 || longer.length > shorter.length + 1) return false;
  let start = 0;
  while (start < shorter.length && shorter[start] === longer[start]) start++;
  let end = 0;
  while (end < shorter.length - start && shorter.at(-1 - end) === longer.at(-1 - end)) end++;
  const others = longer.length - start - end;
  return others > 0 && others <= 2 && (end > 0 || /\p{Script=Katakana}/u.test(first));
}

/** Particles and endings of Korean words. */
const koreanEnd =
  /(?:은|는|이|가|을|를|의|와|과|도|로|에|에게|에서|(?:[았었했났]|[ㄴ는])?다(?:[가-힣]{1,2})?)$/;

/** The same but for one character inside; what follows both, a particle, may differ as well. */
function differInOneCharacter(first: string, second: string): boolean {
  const [a, b] = [[...first.replace(koreanEnd, '')], [...second.replace(koreanEnd, '')]];
  const shorter = Math.min(a.length, b.length);
  if (shorter < 3) return false;
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  return start > 0 && start < shorter - 1 && a[start + 1] === b[start + 1];
}

/**
 * `닉 미켈슨(Nick Faldo)`: a name by sound, and another beside it in brackets. Of a name of several words one must be heard and none
 * be one of those that are translated.
 */
export function wrongGlosses(translation: string, target: TargetLanguage): string[] {
  const sounds = target === 'ja' ? soundsOfKatakana : soundsOfHangul;
  const run = target === 'ja' ? /[\p{Script=Katakana}ー]+/gu : /[가-힣]+/gu;
  const found: string[] = [];
  for (const { index, 0: gloss, 1: name = '' } of translation.matchAll(
    /[(（](\p{Lu}\p{Ll}[\p{Script=Latin}’'-]+(?: \p{Lu}\p{Ll}[\p{Script=Latin}’'-]+){0,3})[)）]/gu,
  )) {
    const names = name.split(' ');
    if (names.length > 1 && names.some((one) => translated.has(one.toLowerCase()))) continue;
    const before = translation.slice(Math.max(0, index - longestLook), index);
    const heard = [...before.matchAll(run)].slice(-names.length).map(([word]) => word);
    if (heard.length < names.length || !before.trimEnd().endsWith(heard.at(-1) ?? '')) continue;
    const likenesses = names.map((one, place) => {
      const [own, other] = [soundsOfLatin(one), sounds(heard[place] ?? '')];
      return Math.max(soundAlike(own, other), soundAlike(own, other, 'start'));
    });
    const isOther = names.some(
      (one, place) =>
        consonants(soundsOfLatin(one)) >= fewestConsonants && (likenesses[place] ?? 1) < likeness.other,
    );
    const isName = names.length === 1 || likenesses.some((one) => one >= likeness.sure);
    if (isOther && isName) found.push(`${heard.join(' ')}${gloss}`);
  }
  return found;
}

/** Family name first, as no name from elsewhere is written in Japanese. */
function isTurned(first: SourceName, second: SourceName, word: HeardWord, next: HeardWord): boolean {
  return (
    soundAlike(second.sounds, word.sounds) >= likeness.sure &&
    soundAlike(first.sounds, next.sounds) >= likeness.sure &&
    soundAlike(first.sounds, word.sounds) < likeness.possible
  );
}

/** A full name turned round, or one whose second part, in the translation, is that of somebody else the source speaks of. */
export function mixedUpNames(
  source: string,
  translation: string,
  names: readonly SourceName[],
  words: readonly HeardWord[],
): string[] {
  const find = (text: string): SourceName | undefined => names.find((name) => name.text === text);
  const pairs = [...source.matchAll(/(\p{Lu}\p{Ll}+)(?=[\s-](\p{Lu}\p{Ll}+))/gu)].map(
    ([, first = '', second = '']) => [first, second],
  );
  const found: string[] = [];
  for (const [firstText = '', secondText = ''] of pairs) {
    const [first, second] = [find(firstText), find(secondText)];
    if (first === undefined || second === undefined) continue;
    const others = names.filter(
      (name) =>
        name !== second &&
        consonants(name.sounds) > 1 &&
        !pairs.some(([a, b]) => a === firstText && b === name.text),
    );
    for (const [index, word] of words.entries()) {
      const next = words[index + 1];
      if (next === undefined || !new RegExp(`${word.text}[・=＝]${next.text}`).test(translation)) continue;
      if (isTurned(first, second, word, next))
        found.push(`${firstText} ${secondText} → ${word.text}・${next.text}`);
      if (
        soundAlike(first.sounds, word.sounds) < likeness.certain ||
        soundAlike(second.sounds, next.sounds) >= likeness.possible
      )
        continue;
      if (others.some((name) => soundAlike(name.sounds, next.sounds) >= likeness.certain))
        found.push(`${firstText} ${secondText} → ${word.text}・${next.text}`);
    }
  }
  return found;
}
