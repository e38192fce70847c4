export interface SplitDateline {
  /** "Seoul, June 16", "서울=연합뉴스": as printed, without brackets and the dash after it. */
  readonly dateline?: string;
  /** What else stands before the text: the agency in brackets, the reporter. */
  readonly besides?: string;
  /** The text that follows. */
  readonly rest: string;
}

const monthName =
  '(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|Jun[e.]?|Jul[y.]?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)';
/** One word of a place: "SEOUL", "New", "St.", "Rio". */
const placeWord = "(?:\\p{Lu}[\\p{L}'’.-]*)";
const place = `${placeWord}(?: (?:${placeWord}|de|of|la|el|am|der))*`;
const day = `(?:${monthName} \\d{1,2}|\\d{1,2} ${monthName})(?:,? \\d{4})?`;
const agency = '\\((?:[A-Z][\\w.&/ -]{1,30}|dpa|epa|afp)\\)';
const dash = '(?:\\s?[–—]+\\s?|\\s-{1,2}\\s?|-- ?|:\\s)';

/** Korean names, up to three, and what they are. */
const reporters =
  '[가-힣]{2,4}(?:[·,\\s]{1,2}[가-힣]{2,4}){0,2}\\s?(?:선임기자|전문기자|인턴기자|기자|특파원)';
const noAddress = '(?!.{0,60}\\S@)';
/** What Korean papers, agencies and stations are called: "물=생명" is no place and paper. */
const house =
  '(?:[가-힣A-Za-z0-9]{0,10}(?:일보|신문|통신|뉴스\\d?|뉴시스|경제|저널|방송|타임[스즈]|투데이|데일리|헤럴드|미디어|포스트)|KBS|MBC|SBS|YTN|EBS|CBS)';

/**
 * Each shape captures the dateline first, where it has one; what follows the match is the text. In the order they are tried.
 */
const shapes: readonly RegExp[] = [
  // SEOUL, South Korea (AP) — / TOKYO, March 3 (Reuters) - / NEW DELHI, 5 May (IANS):
  new RegExp(
    `^(${place}(?:, ${place}){0,2}(?:, ${day})?(?:\\s?[/,|]\\s?${place})?),?\\s?${agency}${dash}`,
    'u',
  ),
  // Seoul, June 16 (Yonhap) / Seoul, June 16 – / Seoul, June 16: / Seoul, June 16 South …
  new RegExp(
    `^(${place}(?:, ${place})?, ${day})(?:\\s?${agency})?(?:${dash}|[.:]\\s|\\s(?=["“‘']?\\p{Lu}))`,
    'u',
  ),
  // WASHINGTON — / GENEVA, Switzerland – : capitals, or the dash alone would be enough for any apposition;
  // five words of them are a heading.
  new RegExp(
    `^(?!(?:[\\p{Lu}.'’]+ ){4}\\p{Lu}{2})(\\p{Lu}[\\p{Lu}.'’ -]{2,30}(?:, ${place}){0,2})(?:\\s?[–—]+\\s?|\\s--?\\s)`,
    'u',
  ),
  // (서울=연합뉴스) 홍길동 기자 = / [서울=뉴시스] / (서울=뉴스1)
  /^[([]([가-힣·,\s]{2,20}=[가-힣A-Za-z0-9]{2,12})[)\]]\s*(?:[가-힣·,\s]{2,24}(?:기자|특파원)\s*)?=?\s*/u,
  // [항구일보 홍길동 기자] / 홍길동 기자 = : house and reporter, no place
  new RegExp(`^\\[[가-힣A-Za-z0-9]{2,12}[=|ㅣ\\s]{1,3}${reporters}\\]\\s*=?\\s*`, 'u'),
  new RegExp(`^${reporters}\\s*=\\s*`, 'u'),
  // 정선=한빛일보 / 정선=한빛일보 홍길동 기자 = / 정선=홍길동 기자 : without brackets; before an address it is a byline
  new RegExp(`^${noAddress}([가-힣·]{2,12}=${house})(?:\\s*${reporters})?(?![가-힣])\\s*(?:[=–—]\\s*)?`, 'u'),
  new RegExp(`^${noAddress}[가-힣·]{2,12}=${reporters}(?![가-힣])\\s*(?:=\\s*)?`, 'u'),
  // 【東京共同】 【ソウル=山田太郎】 ［ソウル　16日　ロイター］ [東京 16日 ロイター]
  /^[【［[](?!(?:独自|速報|写真|動画|映像|画像|図解|特集|連載|社説|解説|コラム|インタビュー|関連|訂正|追記|更新|広告|PR))([\p{Script=Han}\p{Script=Katakana}A-ZＡ-Ｚー・、,=＝\s\u3000\d０-９月日年（）()]{2,40})[】］\]]\s*(?:[-‐–—－]\s*)?/u,
];

/** Does the paragraph open with place, date, agency or reporter, and go on with its text? */
export function opensReport(paragraph: string): boolean {
  return splitDateline(paragraph).rest !== paragraph;
}

/** Longest dateline, in UTF-16 code units. */
const longestDateline = 80;

/** Splits place, date and agency off the first sentence of a report. Their absence is the usual case. */
export function splitDateline(paragraph: string): SplitDateline {
  const opening = paragraph.slice(0, 2 * longestDateline);
  for (const shape of shapes) {
    const match = shape.exec(opening);
    if (match === null) continue;
    const dateline = match[1]?.trim();
    if (dateline !== undefined && dateline.length > longestDateline) continue;
    const rest = paragraph.slice(match[0].length).trimStart();
    if (!/\p{L}/u.test(rest)) continue;
    const besides = match[0]
      .replace(dateline ?? '', '')
      .replace(/\(\s*\)|\[\s*\]/, '')
      .replace(/^[^\p{L}([]+|[^\p{L})\]]+$/gu, '')
      .trim();
    return { dateline, besides: /\p{L}/u.test(besides) ? besides : undefined, rest };
  }
  return { rest: paragraph };
}
