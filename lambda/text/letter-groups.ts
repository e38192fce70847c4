import { data } from 'franc-all/data.js';
import { expressions } from 'franc-all/expressions.js';

/** What a language's score is counted from, as in franc: so much of a text, and so much for a group that a language hasn't. */
const sampleLength = 2048;
const missing = 300;

/** The languages of a script, and for each group of three letters those that have it, each with the group's rank. */
interface Script {
  readonly languages: readonly string[];
  /** By group: a language's number and the rank of the group in it, in turns. */
  readonly ranks: ReadonlyMap<string, readonly number[]>;
}

const known = new Map<string, Script>();

/** By group instead of by language, as franc has them: a text has some hundreds of groups, and a script hundreds of languages. */
function scriptOf(name: string): Script {
  const found = known.get(name);
  if (found !== undefined) return found;
  const languages = Object.keys(data[name] ?? {});
  const ranks = new Map<string, number[]>();
  for (const [number, language] of languages.entries()) {
    const groups = data[name]?.[language]?.split('|') ?? [];
    for (const [rank, group] of groups.entries()) {
      const ofGroup = ranks.get(group);
      if (ofGroup === undefined) ranks.set(group, [number, rank]);
      else ofGroup.push(number, rank);
    }
  }
  const script = { languages, ranks };
  known.set(name, script);
  return script;
}

/** The script that most of the text's characters are of; undefined where it has no letters. */
function scriptNameOf(text: string): string | undefined {
  let most = 0;
  let name: string | undefined;
  for (const [script, characters] of Object.entries(expressions)) {
    const count = text.match(characters)?.length ?? 0;
    if (count > most) [most, name] = [count, script];
  }
  return name;
}

/** How often each group of three characters stands in the text; its words are the groups between two spaces. */
function groupsOf(text: string): ReadonlyMap<string, number> {
  const words = text
    .replace(/[\u0021-\u0040]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
  const padded = ` ${words} `;
  const counts = new Map<string, number>();
  for (let index = 0; index + 3 <= padded.length; index++) {
    const group = padded.slice(index, index + 3);
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return counts;
}

export interface RankedLanguage {
  /** ISO 639-3. */
  readonly code: string;
  /** 1 for the likeliest; the others by how much worse they fit. */
  readonly score: number;
}

/**
 * What languages a text may be in, the likeliest first: by how near its groups of three letters are to each language's commonest
 * (Cavnar and Trenkle 1994), counted as franc does (https://github.com/wooorm/franc).
 *
 * @returns none where the text has no letters
 */
export function rankLanguages(text: string): RankedLanguage[] {
  const sample = text.slice(0, sampleLength);
  const name = scriptNameOf(sample);
  if (name === undefined) return [];
  const { languages, ranks } = scriptOf(name);
  // Scripts of one language go by its code.
  if (languages.length === 0) return [{ code: name, score: 1 }];
  const counts = groupsOf(sample);
  const distances = new Float64Array(languages.length).fill(missing * counts.size);
  for (const [group, count] of counts) {
    const ofGroup = ranks.get(group) ?? [];
    for (let index = 0; index < ofGroup.length; index += 2) {
      const language = ofGroup[index] ?? 0;
      const difference = Math.abs(count - (ofGroup[index + 1] ?? 0) - 1);
      distances[language] = (distances[language] ?? 0) + difference - missing;
    }
  }
  const least = Math.min(...distances);
  const range = sample.length * missing - least;
  return languages
    .map((code, language) => ({ code, score: 1 - ((distances[language] ?? 0) - least) / range || 0 }))
    .sort((a, b) => b.score - a.score);
}
