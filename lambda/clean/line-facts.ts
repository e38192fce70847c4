import type { RuleName } from '../article.ts';
import { ruleAgainst } from './boilerplate.ts';
import { isDateLine } from './dates.ts';
import type { Block } from './page.ts';

/** What a line says by itself, whatever stands around it. */
export interface LineFacts {
  /** Against it being the article's. */
  readonly rule?: RuleName;
  /** Is it there to state a date? */
  readonly isDate: boolean;
}

const known = new WeakMap<Block, LineFacts>();

/** Found out once for each block: labelling, the rules, front matter and names all go by it. */
export function lineFacts(block: Block): LineFacts {
  const found = known.get(block);
  if (found !== undefined) return found;
  const facts = { rule: ruleAgainst(block.text)?.id, isDate: isDateLine(block.text) };
  known.set(block, facts);
  return facts;
}

/** Lets a block have what was found out of another of the same text. */
export function shareFacts(from: Block, to: Block): void {
  if (from.text === to.text) known.set(to, lineFacts(from));
}

const sentenceEnd = /[.!?…。！？]["'”’»」』)\]）]*$/u;

/** Does the text close as a sentence does? */
export function endsSentence(text: string): boolean {
  return sentenceEnd.test(text);
}

/** Does it lead to what stands below it? */
export function endsInColon(text: string): boolean {
  return /[:：]$/.test(text);
}

/** Could the line be an entry of a list or of results: short, no rule against it, no date and no address? */
export function isShortEntry(block: Block, longest: number): boolean {
  const { rule, isDate } = lineFacts(block);
  return block.text.length <= longest && rule === undefined && !isDate && !/@|https?:|www\./.test(block.text);
}

/** Does it close as a sentence does, or one of the lines that a sentence is laid out in? A headline closes like neither. */
export function endsProse(text: string): boolean {
  return endsSentence(text) || /[,;:，、；：]$/.test(text);
}
