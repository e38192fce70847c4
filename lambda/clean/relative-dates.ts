/** Names of units in the languages relative dates come in, and their length in minutes. */
const units: readonly (readonly [minutes: number, names: RegExp])[] = [
  [1, /^(?:min(?:ute)?n?s?|분|分(?:钟|鐘)?|minuto?s?)$/i],
  [60, /^(?:h(?:ou)?rs?|h|stunden?|heures?|horas?|시간|時間|小时|小時)$/i],
  [24 * 60, /^(?:days?|d|tage?n?|jours?|d[ií]as?|일|日|天)$/i],
  [7 * 24 * 60, /^(?:weeks?|w|wochen?|semaines?|semanas?|주(?:일)?|週間|周)$/i],
];
const number = String.raw`(\d{1,3}|an?|one|ein(?:e[rn]?|em)?|un[ea]?)`;
const patterns = [
  new RegExp(String.raw`(?<![\p{L}\d])${number}\s?(\p{L}{1,8})\.? ago(?!\p{L})`, 'iu'),
  new RegExp(String.raw`(?<!\p{L})(?:vor|il y a|hace|há) ${number} (\p{L}{1,8})(?!\p{L})`, 'iu'),
  /(?<!\d)(\d{1,3})\s?(분|시간|일|주(?:일)?)\s?전(?:에)?(?!\p{L})/u,
  /(?<!\d)(\d{1,3})\s?(分(?:钟|鐘)?|時間|小时|小時|日|天|週間|周)前(?!\p{L})/u,
];
/** A longer line tells of something that happened then. */
const longestLine = 60;

/**
 * Reads "2 hours ago", as a page saved at a known time shows it.
 *
 * @param savedAt RFC 5322 or ISO 8601, with its offset
 * @returns ISO 8601 in the offset of `savedAt`: to the minute for minutes and hours, a day alone for days and weeks; undefined where
 * the line is none, or the time of saving can't be read
 */
export function parseRelativeDate(line: string, savedAt: string): string | undefined {
  const saved = Date.parse(savedAt);
  if (line.length > longestLine || Number.isNaN(saved)) return undefined;
  for (const pattern of patterns) {
    const [, count = '', name = ''] = pattern.exec(line) ?? [];
    const minutes = units.find(([, names]) => names.test(name))?.[0];
    if (minutes === undefined) continue;
    const offset = offsetOf(savedAt);
    const ago = minutes * (/^\d/.test(count) ? Number(count) : 1);
    const local = new Date(saved + (offset - ago) * 60_000).toISOString();
    return minutes >= 24 * 60 ? local.slice(0, 10) : `${local.slice(0, 16)}:00${written(offset)}`;
  }
  return undefined;
}

/** In minutes; that of UTC where none is stated. */
function offsetOf(time: string): number {
  const [, sign, hours, minutes] = /([+-])(\d{2}):?(\d{2})\b(?!.*[+-]\d{4})/.exec(time) ?? [];
  return (sign === '-' ? -1 : 1) * (60 * Number(hours ?? 0) + Number(minutes ?? 0));
}

function written(offset: number): string {
  const size = Math.abs(offset);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}
