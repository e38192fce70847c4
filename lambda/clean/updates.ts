import { endsSentence, lineFacts } from './line-facts.ts';
import type { Block, Page } from './page.ts';

/** "14:32", "2.32 pm", "11:48 CET", "오후 2시 32분", "14時32分", and nothing else. */
const clock =
  /^(?:(?:오전|오후|午前|午後)\s?)?(?:[01]?\d|2[0-4])(?:[:.][0-5]\d|[시時]\s?(?:\d{1,2}[분分])?)(?:\s?[ap]\.?m\.?)?(?:\s(?:[A-Z]{2,5}|Uhr))?$/iu;
/** In its title or a heading a live page says that it is one: else comments, programmes and tickers have times above them, too. */
const saysLive =
  /^live\b|\blive ?(?:blog|updates?|coverage|ticker)\b|[-–—|:] live$|\b(?:as it happened|minute by minute|newsticker|en direct|en directo)\b|실시간|라이브|생중계|ライブ|速報|実況/i;
const longestTitle = 100;
/** Between two updates stand buttons and counts. */
const mostBetween = 3;
const fewestUpdates = 2;

interface Update {
  readonly start: number;
  readonly end: number;
}

/** Keeps the updates of a live page, each below the time it was written at, where one of them, or the line above, is taken for the article's. */
export function keepUpdates({ blocks, evidence }: Page, path: boolean[]): void {
  const first = blocks.findIndex(({ text }) => clock.test(text));
  const headings = blocks.slice(0, Math.max(0, first)).filter((block) => !endsSentence(block.text));
  if (![evidence.title ?? '', ...headings.map(({ text }) => text)].some((text) => saysLive.test(text)))
    return;
  let run: Update[] = [];
  const keepRun = (): void => {
    const isOfText =
      path[(run[0]?.start ?? 0) - 1] || run.some(({ start, end }) => path.slice(start, end).includes(true));
    if (run.length >= fewestUpdates && isOfText)
      for (const { start, end } of run) path.fill(true, start, end);
  };
  for (let index = 0; index < blocks.length; index++) {
    const update = updateAt(blocks, index);
    if (update === undefined) continue;
    if (index - (run.at(-1)?.end ?? index) > mostBetween) {
      keepRun();
      run = [];
    }
    run.push(update);
  }
  keepRun();
}

/** A time, a title or none, and sentences. */
function updateAt(blocks: readonly Block[], start: number): Update | undefined {
  if (!clock.test(blocks[start]?.text ?? '')) return undefined;
  const isTold = (place: number): boolean => {
    const block = blocks[place];
    return block !== undefined && endsSentence(block.text) && lineFacts(block).rule === undefined;
  };
  const title = blocks[start + 1];
  const isTitled = title !== undefined && !isTold(start + 1) && title.text.length <= longestTitle;
  const told = start + (isTitled ? 2 : 1);
  let end = told;
  while (isTold(end)) end++;
  return end > told ? { start, end } : undefined;
}
