import { parse } from 'csv-parse/sync';
import { type TargetLanguage, type Term, type Terminology, targetLanguages } from '../article.ts';
import { ConfigError } from '../errors.ts';
import { utf8Length } from '../text/utf8.ts';
import { languageOf, terminologyOf } from './terminology.ts';

/** https://docs.aws.amazon.com/translate/latest/dg/what-is-limits.html */
const maxTermBytes = 200;

/**
 * Reads names and terms from CSV: the first line names the languages, the source first (`en,ko,ja`), each further line is a
 * term. Columns of another name, as `source` for where a translation is from, are for people.
 *
 * @throws {ConfigError} naming every line that is wrong
 */
export function readTerminology(csv: string): Terminology {
  let rows: string[][];
  try {
    rows = parse(csv, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as string[][];
  } catch (error) {
    throw new ConfigError([`The terminology is no CSV file: ${(error as Error).message}`], { cause: error });
  }
  const [header = [], ...lines] = rows;
  const columns = targetLanguages.flatMap((target) => {
    const column = header.findIndex((name, index) => index > 0 && languageOf(name) === target);
    return column < 0 ? [] : [{ target, column }];
  });
  const problems: string[] = [];
  if (columns.length === 0) {
    problems.push(
      `The first line of the terminology is "${header.join(',')}": it must name the source language and ${targetLanguages.join(' or ')}, as in "en,ko,ja"`,
    );
  }
  const lineOf = new Map<string, number>();
  const terms = lines.map((line, index): Term => {
    const where = `Line ${index + 2} of the terminology`;
    const source = (line[0] ?? '').normalize('NFC');
    if (source === '') problems.push(`${where} has no source term`);
    const first = lineOf.get(source);
    if (first !== undefined)
      problems.push(`${where} has "${source}" again, after line ${first}: one of them must go`);
    lineOf.set(source, first ?? index + 2);
    const translations: Partial<Record<TargetLanguage, string>> = {};
    for (const { target, column } of columns) {
      const translation = line[column]?.normalize('NFC');
      if (translation !== undefined && translation !== '') translations[target] = translation;
    }
    for (const text of [source, ...Object.values(translations)]) {
      if (utf8Length(text) > maxTermBytes)
        problems.push(
          `${where} has a term of ${utf8Length(text)} bytes: at most ${maxTermBytes} are allowed`,
        );
    }
    return { source, translations };
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return terminologyOf(languageOf(header[0] ?? ''), terms);
}
