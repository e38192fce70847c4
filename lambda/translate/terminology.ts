import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { type TargetLanguage, type Term, type Terminology, targetLanguages } from '../article.ts';
import { ConfigError } from '../errors.ts';

export interface TermPair {
  readonly source: string;
  readonly target: string;
}

/**
 * Reads names and terms from CSV as Amazon Translate's custom terminology has it: the first line names the languages, the
 * source first (`en,ko,ja`), each further line a term.
 *
 * @throws {ConfigError} naming the line
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
    const column = header.findIndex(
      (name, index) => index > 0 && name.toLowerCase().split('-')[0] === target,
    );
    return column < 0 ? [] : [{ target, column }];
  });
  const problems: string[] = [];
  if (columns.length === 0) {
    problems.push(
      `The first line of the terminology is "${header.join(',')}": it must name the source language and ${targetLanguages.join(' or ')}, as in "en,ko,ja"`,
    );
  }
  const terms = lines.map((line, index): Term => {
    const source = (line[0] ?? '').normalize('NFC');
    if (source === '') problems.push(`Line ${index + 2} of the terminology has no source term`);
    const translations: Partial<Record<TargetLanguage, string>> = {};
    for (const { target, column } of columns) {
      const translation = line[column]?.normalize('NFC');
      if (translation !== undefined && translation !== '') translations[target] = translation;
    }
    return { source, translations };
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return { digest: createHash('sha256').update(JSON.stringify(terms)).digest('hex').slice(0, 16), terms };
}

/** The terms that have a translation into the target. */
export function termsFor(terminology: Terminology | undefined, target: TargetLanguage): TermPair[] {
  return (terminology?.terms ?? []).flatMap(({ source, translations }) => {
    const translation = translations[target];
    return translation === undefined ? [] : [{ source, target: translation }];
  });
}
