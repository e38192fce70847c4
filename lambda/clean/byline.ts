/** "By" in the languages news comes in, at the start of a line. */
const by =
  /^(?:(?:(?:story|words|text|written|reported|reporting|posted|published|opinion|analysis|review|report|article|edited|interview(?:ed)?)(?:\s+(?:and|&)\s+(?:photo(?:graph)?s|pictures|images|photography|illustrations))?|(?:photo(?:graph)?s|pictures|photography)\s+(?:and|&)\s+(?:words|text|story))\s+by|as told to|by|von|par|por|di|door|av|af|od|autor(?:in|es)?|text|author|reporter|writer|글|기자|文|取材・文|文・)(?:\s*[:：]\s*|\s+)/i;

/** "Interview: Ida Marsh": what was done, without "by". A headline that begins so goes on with more than names. */
const taskAlone = /^(?:interview|words|story|report(?:ing)?)\s*[:：]\s*/i;

/** "Interview: Ida Marsh" below a headline names who asked; as a headline, or above one, who was asked. */
export function saysInterview(line: string): boolean {
  return /^interview\s*[:：]/i.test(line);
}

/** What may stand behind a name: a role, an address, a place of work. */
const roles =
  /(?:,|\s[-–—]|\s)?\s*\b(?:(?:chief|senior|special|staff|foreign|diplomatic|political|economics?|business|sports?|science|health|environment|national|regional|assistant|deputy|managing|contributing|associate|executive|digital|video|opinion|review|features?|content|marketing|weather|climate|education|transport|crime|courts?|arts|culture|technology|tech|travel|community|local democracy|social affairs|defen[cs]e|security|energy|data|investigations?|news)\s+)*(?:correspondents?|reporters?|writers?|editors?|bureau chief|columnist|contributor|analyst|journalist|redakteur(?:in)?|korrespondent(?:in)?|journaliste|redactor[ae]?)\b.*$/i;

/** Who took the pictures, behind who wrote: "Words by Ida Marsh; photographs by Lena Kroll". */
const creditsOfPictures =
  /[\s.,;/|·]+(?:(?:and|with) )?(?:photo(?:graph)?s?|photography|pictures?|images?|illustrations?|graphics?|video|fotos?|bilder)\s*(?:by\b|von\b|[:：=＝]).*$|[\s,;/|、]+(?:사진|영상|그래픽|写真|撮影|映像)\s*[:：=＝・·\s].*$/iu;

/** Where an author is: "Ida Marsh in New York and Tobias Rennard in London". */
const placesOfAuthors =
  /\s(?:in|at|à|en)\s\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){0,2}(?=\s*(?:[,;&]|\s(?:and|und|et|y)\s|$))/gu;
/** Where an author is found: "@idamarsh". */
export const handles = /\s?\(?(?<![^\s(])@[\w.]+\)?/g;

/** The names of a line that says where each author is, in the world or in a network. */
export function withoutWhereabouts(names: string): string {
  return names.replace(handles, '').replace(placesOfAuthors, '');
}

/** Cuts a line where the byline ends: a date, a separator, an address. */
const lineEnd =
  /\s*(?:[|•·⋅●▪]|\bsponsored\b|\bfollow\b|\s[-–—]\s|\s(?:on|in|at|for|of|from|says)(?:\s|$)|\bupdated\b|\bpublished\b|\bposted\b|\blast (?:updated|modified)\b|입력|수정|승인|\(?[\w.+-]+@[\w-]+(?:\.[\w-]+)+\)?|https?:|@\w|\d{4}|\d{1,2}[:.]\d{2}|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?\s\d).*$/i;

const notNames =
  /^(?:admin(?:istrator)?|editor(?:ial)?(?: team)?|staff|redaktion|redacci[oó]n|redazione|newsroom|news ?desk|web ?desk|guest|unknown|anonymous|none|null|undefined|n\/a|test|user|author|contributors?|home|news)$/i;
const longestName = 60;

/** "Jane Doe and John Roe", "Jane Doe, John Roe & Li Na": the names apart. */
export function splitNames(list: string): string[] {
  return list.split(/\s*(?:[,;、/|&]|\s(?:and|und|et|y|e|og|och|en|i)\s)\s*/u);
}

/** @returns the name as it is printed, or undefined for what is no name: a role, a site, a number, an address */
export function cleanName(raw: string): string | undefined {
  // "Harbour Daily Reporter": a paper.
  const isPaper = /\b(?:daily|weekly|sunday|evening|morning)\b/i.test(raw);
  const isRoleAlone = !isPaper && roles.test(raw) && raw.replace(roles, '').trim().split(/\s+/).length < 2;
  if (isRoleAlone) return undefined;
  const name = raw
    .replace(/^\s*by[:\s]+/i, '')
    .replace(/^(?:編集委員|論説委員|専門記者)[・＝=\s]*/u, '')
    .replace(/\s*(?:선임|전문|인턴)?\s?(?:기자|특파원|논설위원)$|\s*(?:記者|特派員|編集委員)$/u, '')
    .replace(isPaper ? /(?!)/ : roles, '')
    .replace(/(?<=\S\s+\S+),?\s+(?:the\s+)?(?:associated press|reuters|afp|ap)$/i, '')
    .replace(/\s*[([（［].*$/u, '')
    .replace(/^[\s\p{P}]+|[\s,;:|/\\–—-]+$/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (name === '' || name.length > longestName || notNames.test(name)) return undefined;
  if (/https?:|www\.|@|\.(?:com|org|net)\b|\d{2}/i.test(name) || !/\p{L}{2}/u.test(name)) return undefined;
  return name;
}

/** Names of sections in the languages the project knows best; others are told where the page states its section. */
export const sectionNames =
  /^(?:world|national|nation|local|politics|business|economy|finance|markets|sports?|opinion|editorials?|culture|arts?|entertainment|lifestyle|life|science|tech|technology|health|travel|education|environment|climate|weather|india|asia|europe|africa|americas|middle east|u\.?[sk]\.?|정치|경제|사회|국제|문화|스포츠|연예|과학|社会|政治|経済|国際|文化|スポーツ|芸能|科学|暮らし)$/i;

/** Shown where a name would stand. */
const notInMarks =
  /\b(?:staff|news|intern|editorial|process|guidelines|media|press|getty|illustrations?|insights|directory|director|manager|lead|by|from|phd|md|view|more|all|posts?|articles?|follow|about|profile|bio|share|subscribe|contact|e-?mail|team|photo|image|avatar)\b/i;
const openingBy =
  /^(?:(?:story|words|text|written|posted|published|reported|article)\s+)?(?:by|von|par|por|di|door|av|af|text|autor(?:in)?|author)\b[\s:·]*/i;
const longestMarkedName = 5;

/** Given and family name, and no word of what else stands beside authors. */
export function isPersonalName(name: string): boolean {
  return /^\p{Lu}\S*\s+\S*\p{Lu}/u.test(name) && !notInMarks.test(name);
}

/** The names in what the markup calls an author's name: "By Jane Doe · Staff writer", "Jane Doe". */
export function namesInMark(text: string): string[] {
  const list = text.replace(openingBy, '').replace(lineEnd, '');
  return splitNames(list)
    .map(cleanName)
    .filter((name) => name !== undefined)
    .filter((name) => /^[\p{Lu}\p{Lo}]/u.test(name) && !notInMarks.test(name) && !sectionNames.test(name))
    .filter((name) => name.split(' ').length <= longestMarkedName);
}

const leadsToName = /(?:^|\s)(?:by|von|par|por|di|door|av|af)\s+$/i;

/** "by marnie": a name in small letters, which is one only where a line leads to what its markup calls an author. */
export function handleIn(line: string, mark: string): string | undefined {
  const isHandle = /^\p{Ll}[\p{Ll}\d_.-]+$/u.test(mark) && !notInMarks.test(mark) && !notNames.test(mark);
  return isHandle && leadsToName.test(line.slice(0, Math.max(0, line.indexOf(mark)))) ? mark : undefined;
}

/** Who stands in for a name: an agency, or a correspondent whose name the paper keeps. */
const unnamedAuthor =
  /^(?:(?:our |a )?(?:special|staff|foreign|own|senior|political|legal) correspondent|IANS|PTI|ANI|UNI|AP|AFP|dpa|EFE|ANSA|UPI|TASS|Reuters|Xinhua|Yonhap|Bloomberg|Kyodo(?: News)?|Jiji(?: Press)?|(?:The )?Associated Press|Agence France-Presse|Press Trust of India|Press Association|PA Media|연합뉴스|뉴시스|뉴스1|共同通信|時事通信|ロイター)$/i;
/** What stands below an author's name that has its own line: what they are, where they are found. */
const belowName = /^(?:@\w+|published|updated|posted)$/i;
const shortestRole = 6;
/** "Library correspondent": what they write on, and what they are. */
const roleLine =
  /^(?:[\p{L}&-]+ ){0,4}(?:correspondent|editor|reporter|writer|columnist|critic|journalist)$/iu;
/** Names of papers, which stand above a date as well. */
const paperWords =
  /\b(?:argus|bulletin|chronicle|courier|daily|dispatch|echo|examiner|express|gazette|globe|guardian|herald|independent|journal|magazine|mail|media|mirror|network|news|observer|post|press|radio|record|report|review|sentinel|standard|star|sun|telegraph|times|today|tribune|tv|weekly|world)\b/i;

/** Who a line names that is nothing but a name, where the line below it says what they are, or the day. */
export function nameAlone(line: string, isBeforeDate: boolean, below: string): string | undefined {
  if (unnamedAuthor.test(line)) return line;
  const isRole =
    below.length >= shortestRole &&
    below.length <= longestName &&
    (below.replace(roles, '') === '' || roleLine.test(below));
  if (!isBeforeDate && !isRole && !belowName.test(below)) return undefined;
  const inHan = line.split(/[、・]/u);
  if (isBeforeDate && inHan.every(isNameInHan)) return joinNames(inHan);
  return peopleOnly(isBeforeDate ? withoutWhereabouts(line) : line);
}

/** @returns the names of people that a text consists of */
export function peopleOnly(text: string): string | undefined {
  const names = splitNames(text);
  const isNames =
    !paperWords.test(text) &&
    names.every((name) => isPersonalName(name) && name.split(' ').length <= 4 && !commonWord.test(name));
  return isNames && !/[\d:?!]/.test(text) ? joinNames(names) : undefined;
}

/** What is set where names stand and is nobody: a house, a desk, a place, a note on the text, a button. */
const endsNoName =
  /[部社局面会版県市区月日年事覧報説論題者集]$|(?:通信|共同|時事|新聞|写真|時間|敬称略|[全本]文)$/u;

/** 港太郎: a name in Han alone, as Japanese papers print it. */
export function isNameInHan(text: string): boolean {
  return /^\p{Script=Han}{3,5}$/u.test(text) && !endsNoName.test(text);
}

/** Several authors as one byline; each name once. */
export function joinNames(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  const kept = names.filter((name) => {
    const key = name.toLowerCase();
    return !seen.has(key) && seen.add(key);
  });
  return kept.length === 0 ? undefined : kept.join(', ');
}

/** 홍길동 기자, (서울=연합뉴스) 홍길동 기자, 홍길동·김철수 기자, 山田太郎記者; a button to subscribe may touch it: 홍길동 기자구독 */
const koreanReporter =
  /(?:^|[\s=)\]】·,/])([가-힣]{2,4}(?:\s*[·,]\s*[가-힣]{2,4})*)\s*(?:선임|전문|수습|인턴|특파원|논설위원)?\s*(?:기자|특파원|논설위원|리포터|앵커)(?=구독|[^가-힣]|$)/gu;
const japaneseReporter =
  /(?:^|[【（(、・／\s])([\p{Script=Han}]{2,6}?(?:[・、\s][\p{Script=Han}]{1,6}?)*?)\s*(?:記者|特派員|編集委員|論説委員)/gu;
const task = '(?:聞き手|取材|執筆|文|写真|글|인터뷰|취재|사진)';
/** By themselves the last ones head a list or a part of the text. */
const anotherTask = '[・·、,＆&](?:聞き手|取材|執筆|文|写真|글|인터뷰|취재|사진|インタビュー|構成|대담|정리)';
const unspacedName =
  '(?:[가-힣]{2,4}|[\\p{Script=Han}々][\\p{Script=Han}々\\p{Script=Hiragana}\\p{Script=Katakana}]{2,6})';
/**
 * 聞き手・港太郎, （取材・文＝港太郎）, 글·사진 홍길동: names after what these did, and nothing else. After a space alone, 글 and 文 may be
 * the words of a sentence.
 */
const afterTask = new RegExp(
  `^[(（【［[]?(?!写真|사진)${task}(?:${anotherTask})*(?:\\s?[・＝=:：／/]\\s?|(?<=聞き手|${anotherTask})\\s+)(?!${task})(${unspacedName}(?:[、・·,]\\s?${unspacedName})*)[)）】］\\]]?$`,
  'u',
);
const longestByline = 160;
/** A longer line is a sentence that speaks of a reporter. */
const longestAsianByline = 60;

function reporterIn(text: string): string | undefined {
  const named = [koreanReporter, japaneseReporter]
    .map((pattern) => [...text.matchAll(pattern)].map((match) => match[1]))
    .find((names) => names.length > 0);
  return named?.join(', ') ?? afterTask.exec(text)?.[1];
}

/** What stands before the reporters: place and agency, or the house. */
const beforeReporters = /^[([](?:[^)\]]*[)\]](?=.*(?:기자|특파원))|[^)\]=|ㅣ\s]+[=|ㅣ\s]+)\s*/u;
const reportersOnly =
  /^([가-힣]{2,4}(?:[·,\s]{1,2}[가-힣]{2,4}){0,2})\s?(?:선임|전문|수습|인턴)?(?:기자|특파원)/u;

/** 【ソウル＝港太郎】; where an agency stands there, its name is no person's. */
const japaneseCorrespondent =
  /^[【［[][^＝=】］\]]{1,20}[＝=](?!共同|時事|聯合|.*通信|.*新聞)(\p{Script=Han}{3,5})[】］\]]/u;

/** The reporters named between place and text, as Korean and Japanese papers do: `(서울=연합뉴스) 홍길동 기자 = `, `[항구일보 홍길동 기자] `, `【ソウル＝港太郎】`. */
export function reporterInDateline(opening: string): string | undefined {
  const named =
    reportersOnly.exec(opening.replace(beforeReporters, ''))?.[1] ??
    reporterIn(opening) ??
    japaneseCorrespondent.exec(opening)?.[1];
  return named?.split(/[·,、\s]+/u).join(', ');
}

/** A word of a sentence, in lower case, that is no part of a name: "By Monday it was gone." */
const commonWord =
  /(?:^|\s)(?!(?:de|da|do|dos|das|del|della|di|du|van|von|vom|und|der|den|des|la|le|el|al|bin|bint|ibn|ter|ten|te|af|av|zu|zur|and|the|y|e|og)\s)\p{Ll}{2,}(?=\s|[.!?]?$)/u;

/**
 * Reads the authors out of a line that names them.
 *
 * @returns names as printed, joined by a comma, without "By", roles, dates and addresses; undefined where the line is no byline
 */
export function parseByline(line: string): string | undefined {
  if (line.length > longestByline) return undefined;
  const asian =
    line.length > longestAsianByline ? undefined : reporterIn(line.replace(creditsOfPictures, ''));
  if (asian !== undefined) return joinNames(asian.split(/\s*[·,、]\s*/u));
  const task = taskAlone.exec(line);
  if (task !== null) return peopleOnly(line.slice(task[0].length));
  const start = by.exec(line);
  if (start === null) return undefined;
  // "Tobias Rennard23 April": what touches on the page is glued when copied.
  const list = line
    .slice(start[0].length)
    .replace(/(\p{L})\d.*$/su, '$1')
    .replace(creditsOfPictures, '')
    .replace(placesOfAuthors, '')
    .replace(lineEnd, '');
  // "By the end of the year …" is a sentence.
  if (/[.!?]$/.test(list) && list.split(' ').length > 6) return undefined;
  if (!/^["“]?(?:[\p{Lu}\p{Lt}\p{Lo}]|de |van |von |el-|al-)/u.test(list)) return undefined;
  if (unnamedAuthor.test(list)) return list;
  const names = splitNames(list).map(cleanName);
  const known = names.filter((name) => name !== undefined);
  if (known.some((name) => name.split(' ').length > 7 || commonWord.test(name))) return undefined;
  return joinNames(known);
}
