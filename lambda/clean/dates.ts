import { handles, isNameInHan, parseByline, withoutWhereabouts } from './byline.ts';

/**
 * Month names of the languages news comes in, long and short, by themselves and beside a day, from January on; in lower case,
 * without full stops. Unicode CLDR 48; asking `Intl` for them takes a tenth of the function's start.
 */
const monthNames = [
  'january jan januar janvier janv enero ene gennaio gen janeiro januari styczeń stycznia sty январь января янв ιανουαρίου ιαν tammikuu tammikuuta tammi leden ledna led ocak oca січень січня січ',
  'february feb februar février févr febrero febbraio fevereiro fev februari luty lutego lut февраль февраля февр φεβρουαρίου φεβ helmikuu helmikuuta helmi únor února úno şubat şub лютий лютого лют',
  'march mar märz mär mars marzo março maart mrt marzec marca март марта мар μαρτίου μαρ marts maaliskuu maaliskuuta maalis březen března bře mart maret березень березня бер',
  'april apr avril avr abril abr aprile kwiecień kwietnia kwi апрель апреля апр απριλίου απρ huhtikuu huhtikuuta huhti duben dubna dub nisan nis квітень квітня квіт',
  'may mai mayo maggio mag maio mei maj maja май мая μαΐου μαΐ toukokuu toukokuuta touko květen května kvě mayıs травень травня трав',
  'june jun juni juin junio giugno giu junho czerwiec czerwca cze июнь июня июн ιουνίου ιουν kesäkuu kesäkuuta kesä červen června čvn haziran haz червень червня черв',
  'july jul juli juillet juil julio luglio lug julho lipiec lipca lip июль июля июл ιουλίου ιουλ heinäkuu heinäkuuta heinä červenec července čvc temmuz tem липень липня лип',
  'august aug août agosto ago augustus sierpień sierpnia sie август августа авг αυγούστου αυγ augusti elokuu elokuuta elo srpen srpna srp ağustos ağu agustus agu серпень серпня серп',
  'september sep sept septembre septiembre settembre set setembro wrzesień września wrz сентябрь сентября сент σεπτεμβρίου σεπ syyskuu syyskuuta syys září zář eylül eyl вересень вересня вер',
  'october oct oktober okt octobre octubre ottobre ott outubro out październik października paź октябрь октября окт οκτωβρίου οκτ lokakuu lokakuuta loka říjen října říj ekim eki жовтень жовтня жовт',
  'november nov novembre noviembre novembro listopad listopada lis ноябрь ноября нояб νοεμβρίου νοε marraskuu marraskuuta marras listopadu kasım kas листопад листопада лист',
  'december dec dezember dez décembre déc diciembre dic dicembre dezembro grudzień grudnia gru декабрь декабря дек δεκεμβρίου δεκ desember des joulukuu joulukuuta joulu prosinec prosince pro aralık ara грудень грудня груд',
];

const months: ReadonlyMap<string, number> = new Map(
  monthNames.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);

/** Offsets of the zone names that news states. IST is India's, unless the text speaks of Israel or Ireland. */
const zones: Readonly<Record<string, string>> = {
  utc: 'Z',
  gmt: '+00:00',
  z: 'Z',
  bst: '+01:00',
  wet: '+00:00',
  west: '+01:00',
  cet: '+01:00',
  mez: '+01:00',
  cest: '+02:00',
  mesz: '+02:00',
  eet: '+02:00',
  eest: '+03:00',
  msk: '+03:00',
  ist: '+05:30',
  idt: '+03:00',
  pkt: '+05:00',
  wib: '+07:00',
  ict: '+07:00',
  hkt: '+08:00',
  sgt: '+08:00',
  myt: '+08:00',
  pht: '+08:00',
  awst: '+08:00',
  kst: '+09:00',
  jst: '+09:00',
  aest: '+10:00',
  aedt: '+11:00',
  acst: '+09:30',
  nzst: '+12:00',
  nzdt: '+13:00',
  est: '-05:00',
  edt: '-04:00',
  cst: '-06:00',
  cdt: '-05:00',
  mst: '-07:00',
  mdt: '-06:00',
  pst: '-08:00',
  pdt: '-07:00',
  akst: '-09:00',
  akdt: '-08:00',
  hst: '-10:00',
  sast: '+02:00',
  eat: '+03:00',
  brt: '-03:00',
};

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
}

/** First year of Japan's eras, less one. */
const eras: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, 昭和: 1925 };

/** What 02/11/2026 begins with. */
export type SlashOrder = 'day' | 'month';

type DayPattern = readonly [
  pattern: RegExp,
  read: (match: RegExpExecArray, slashOrder: SlashOrder) => readonly [number, number, number] | undefined,
];

/** A month's name and a day and a year with at most a few marks between. Written to be matched in one pass. */
const dayPatterns: readonly DayPattern[] = [
  [/(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/g, ([, y, m, d]) => [Number(y), Number(m), Number(d)]],
  [/(?<!\d)(\d{4})(\d{2})(\d{2})(?=T\d{4})/g, ([, y, m, d]) => [Number(y), Number(m), Number(d)]],
  [
    /(?<!\d)(\d{4})\s?[年년./．]\s?(\d{1,2})\s?[月월./．]\s?(\d{1,2})(?!\d)/g,
    ([, y, m, d]) => [Number(y), Number(m), Number(d)],
  ],
  [
    /(令和|平成|昭和)\s?(\d{1,2}|元)年\s?(\d{1,2})月\s?(\d{1,2})日/g,
    ([, era, y, m, d]) => [(eras[era ?? ''] ?? 0) + (y === '元' ? 1 : Number(y)), Number(m), Number(d)],
  ],
  [
    /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|ο|η|º|°|ª)?[.,]?[\s-]{1,2}(?:(?:of|de|di|του)\s)?(\p{L}{3,12})\.?,?[\s-]{1,2}(?:(?:de|del|of)\s)?(\d{4})(?!\d)/gu,
    ([, d, m, y]) => named(y, m, d),
  ],
  [
    // "PublishedFeb 11 2026": what touches on the page is glued when copied.
    /(?:(?<!\p{L})|(?<=\p{Ll})(?=\p{Lu}))(\p{L}\p{Ll}{2,11}|\p{Lu}{3,12})\.?\s{1,2}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,2}(\d{4})(?!\d)/gu,
    ([, m, d, y]) => named(y, m, d),
  ],
  [/(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/g, numeric],
];

function named(year?: string, name?: string, day?: string): readonly [number, number, number] | undefined {
  const month = months.get(name?.toLowerCase() ?? '');
  return month === undefined ? undefined : [Number(year), month, Number(day)];
}

/** 16.06.2025 and 16/06/2025 have the day first, 06/16/2025 can only have the month first; 06/07/2025 is as the page has it. */
function numeric(
  [, a, mark, b, y]: RegExpExecArray,
  slashOrder: SlashOrder,
): readonly [number, number, number] | undefined {
  const year = Number(y) + (y?.length === 2 ? 2000 : 0);
  const [first, second] = [Number(a), Number(b)];
  const isDayFirst = mark !== '/' || first > 12 || (slashOrder === 'day' && second <= 12);
  if (isDayFirst) return [year, second, first];
  return [year, first, second];
}

/** What every day has, however it is written: quickly asked, as hardly a line has one. */
const partOfDay = /\d{4}|\d[./-]\d|年/;

function findDay(text: string, slashOrder: SlashOrder = 'month'): Day | undefined {
  if (!partOfDay.test(text)) return undefined;
  let found: Day | undefined;
  for (const [pattern, read] of dayPatterns) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const [year = 0, month = 0, day = 0] = read(match, slashOrder) ?? [];
      if (!isRealDay(year, month, day)) continue;
      if (found === undefined || match.index < found.start) {
        found = { year, month, day, start: match.index, end: match.index + match[0].length };
      }
      break;
    }
  }
  return found;
}

/** Newspapers are older than this, their web pages are not. */
const firstYear = 1900;
const lastYear = 2199;

function isRealDay(year: number, month: number, day: number): boolean {
  if (year < firstYear || year > lastYear || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** How far from the day its time may stand, in UTF-16 code units. */
const timeReach = 40;
const offsetOrZone = String.raw`(?:\s?\(?(Z|(?:GMT|UTC)?\s?[+-]\d{1,2}(?::?\d{2})?|[A-Za-z]{2,4})\b)?`;
const clock = new RegExp(
  String.raw`(오전|오후|午前|午後)?\s?(?<![\d.])(\d{1,2})\s?[:.hH時시]\s?(\d{2})(?:\s?分|\s?분)?(?:[:.](\d{2})(?:[.,]\d+)?)?(?:\s?(a\.?m|p\.?m)\b\.?)?${offsetOrZone}`,
  'i',
);
const bareHour = /(오전|오후|午前|午後)\s?(\d{1,2})\s?[時시]|(?<![\d.:])(\d{1,2})\s?(a\.?m|p\.?m)\b/i;

/** What stands before the day an article came out, and before the day it was changed. */
const publishedMark =
  /(?:published|posted|first published|입력|등록|게재|승인|配信|公開|掲載|投稿|発行|veröffentlicht|erstellt|publié|publicado|pubblicato|geplaatst|opublikowano|опубликовано|发布|發佈)/i;
const updatedMark =
  /(?:updated|last modified|modified|수정|更新|aktualisiert|mis à jour|modifié|actualizado|aggiornato|atualizado|bijgewerkt|zaktualizowano|обновлено)/i;

/** Does the text state only when the article was changed? */
export function statesUpdateOnly(text: string): boolean {
  return updatedMark.test(text) && text.search(publishedMark) < 0;
}

/** "Updated June 17 … Published June 16 …": from the publication on. */
function fromPublication(text: string): string {
  const mark = updatedMark.test(text) ? text.search(publishedMark) : -1;
  return mark >= 0 && findDay(text.slice(mark)) !== undefined ? text.slice(mark) : text;
}

/** What is known of who wrote a date. */
export interface DateContext {
  /** Who publishes it and where, for names of zones that mean several. @default nobody known */
  readonly publisher?: string;
  /** @default month, as in most of the labelled pages that write dates so */
  readonly slashOrder?: SlashOrder;
}

/**
 * Reads the date in a text, with the time and zone stated beside it: the first one, or where it says when the article was
 * published and when it was updated, the former. "2 hours ago" says nothing without knowing when it was said, and is no date.
 *
 * @returns ISO 8601: with the offset the text states, as local time where it states none, or a day alone where there is no
 * time. The day is never moved to another zone.
 */
export function parseDate(
  line: string,
  { publisher = '', slashOrder }: DateContext = {},
): string | undefined {
  const text = fromPublication(line);
  const day = findDay(text, slashOrder);
  if (day === undefined) return undefined;
  const written = `${pad(day.year, 4)}-${pad(day.month)}-${pad(day.day)}`;
  const after = text.slice(day.end, day.end + timeReach);
  const before = text.slice(Math.max(0, day.start - timeReach), day.start);
  const context = `${line} ${publisher}`;
  const time = readTime(after, context) ?? readTime(before, context);
  return time === undefined ? written : `${written}T${time}`;
}

function readTime(text: string, context: string): string | undefined {
  const match = clock.exec(text);
  if (match === null) return readBareHour(text);
  const [, half, hours, minutes, seconds, meridiem, zone] = match;
  const hour = hourOf(Number(hours), half ?? meridiem);
  if (hour > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return undefined;
  return `${pad(hour)}:${minutes}:${seconds ?? '00'}${offsetOf(zone, context) ?? ''}`;
}

function readBareHour(text: string): string | undefined {
  const match = bareHour.exec(text);
  if (match === null) return undefined;
  const hour = hourOf(Number(match[2] ?? match[3]), match[1] ?? match[4]);
  return hour > 23 ? undefined : `${pad(hour)}:00:00`;
}

function hourOf(hours: number, half: string | undefined): number {
  if (half === undefined) return hours;
  const isAfternoon = /^(?:오후|午後|p)/i.test(half);
  return isAfternoon ? (hours % 12) + 12 : hours % 12;
}

/** @returns undefined for what is no zone: a word that happens to stand there */
function offsetOf(zone: string | undefined, context: string): string | undefined {
  if (zone === undefined) return undefined;
  const numeric = /^(?:GMT|UTC)?\s?([+-])(\d{1,2}):?(\d{2})?$/i.exec(zone);
  if (numeric !== null) return `${numeric[1]}${numeric[2]?.padStart(2, '0')}:${numeric[3] ?? '00'}`;
  const name = zone.toLowerCase();
  if (name === 'ist' && /\b(?:israeli?|jerusalem|tel aviv|haifa)\b|\.il\b/i.test(context)) return '+02:00';
  if (name === 'ist' && /\b(?:ireland|irish|dublin|cork|galway)\b|\.ie\b/i.test(context)) return '+01:00';
  return zones[name];
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}

/** Words that stand beside a date in a line that states when an article came out, in the languages news comes in. */
const dateWords =
  /(?:published|posted|updated|last modified|modified|created|date|on|at|by|입력|수정|등록|승인|게재|기사입력|최종수정|配信|公開|更新|掲載|投稿|発行|日時|veröffentlicht|aktualisiert|erstellt|stand|uhr|am|publié|mis à jour|le|à|publicado|actualizado|el|a las|pubblicato|aggiornato|publicado em|atualizado em|geplaatst|opublikowano|опубликовано|発信|发布|时间|來源|来源|edt|est|ist|gmt|kst|jst|utc|cet|cest|hrs?)/gi;

/** "Calla Montrose and Dev Achterberg": the authors before their date. */
const namesAlone = /^\p{Lu}[\p{L}'’-]+(?:,? (?:(?:and|&) )?\p{Lu}[\p{L}'’.-]*){1,7}$/u;
const gluedBy = /^By(?=\p{Lu})/u;
/** What may stand between names and a date: "| Published: Monday, ". Looked for from the first mark of several on, so in one pass. */
const leadsToDay =
  /(?<![\s|·•,/(–—-])[\s|·•,/(–—-]*(?:\b(?:published|posted|updated|on)\b[\s:]*)?(?:\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s*)?$/i;

/**
 * Who stands before the day. Where they are is told of authors where a mark parts them from the day: "Ida Marsh in Lagos, 12 March 2026"
 * says what a picture shows.
 */
function namesIn(beforeDay: string): string | undefined {
  const before = beforeDay.replace(leadsToDay, '');
  const isParted = /[|·•]/.test(beforeDay.slice(before.length));
  const names = (isParted ? withoutWhereabouts(before) : before).replace(gluedBy, '');
  return namesAlone.test(names) || names.split(/[、・]/u).every(isNameInHan) ? names : undefined;
}

/** "Ida Marsh16 June 2025", "港太郎　2025年6月16日", "聞き手・港太郎　2025年6月16日": who is named before the date of a date line. */
export function namesBeforeDate(line: string): string | undefined {
  const before = line.slice(0, findDay(line)?.start ?? 0);
  return namesIn(before) ?? parseByline(before.trim());
}

/** Says whether a line is there to state a date: a date with little beside it. */
export function isDateLine(line: string): boolean {
  if (line.length > 120) return false;
  const day = findDay(line);
  // Behind a dash stands who is quoted, and when that was written.
  if (day === undefined || /^[—–].*\p{L}/u.test(line.slice(0, day.start))) return false;
  const rest = (line.slice(0, day.start) + line.slice(day.end))
    .replace(handles, '')
    .replace(dateWords, '')
    .replace(/\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|[월화수목금토일月火水木金土日]요?[曜日]?/gi, '')
    .replace(/오전|오후|午前|午後|a\.?m\.?|p\.?m\.?/gi, '')
    .replace(/[\p{P}\p{S}\p{N}\s時分시분년월일年月日]/gu, '');
  return (
    rest.length <= 12 ||
    namesIn(line.slice(0, day.start)) !== undefined ||
    (day.start === 0 && partedTime.test(line.slice(day.end)))
  );
}

/** "3 February 2026 · 5:02 AM ET · Heard on …": behind day and time, each parted from the next, what else is said of a broadcast. */
const partedTime = /^\s*[|·•]\s*\d{1,2}[:.]\d{2}[^|·•]{0,12}[|·•]/;
