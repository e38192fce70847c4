import { statesFact } from './front-matter.ts';
import { lettersOf } from './letters.ts';
import { endsInColon, endsSentence, isShortEntry } from './line-facts.ts';
import type { Block, Page } from './page.ts';

/** Of entries, numbered ones, and questions and answers. */
const listMark = /^(?:[-*•·▪◦■□○●◆▶]\s+|(\d{1,2})[.)]\s+|(?:[QA]|문|답|問|答)\d{0,2}[.:：)]\s*)\S/u;
/** A menu copied with its marks is less likely the article's; between two paragraphs hardly any list is one. */
const minListProbability = { between: 0.08, atEnd: 0.1 };

/** Keeps lists of copied text whole: marked lines below one that is kept, and all of a row of numbers of which the most are. */
export function keepLists(
  { blocks, mediaType }: Page,
  probabilities: readonly number[],
  path: boolean[],
): void {
  if (mediaType !== 'text/plain') return;
  const keep = (places: readonly number[], least: number): void => {
    const sum = places.reduce((all, place) => all + (probabilities[place] ?? 0), 0);
    if (places.length > 1 && sum >= least * places.length) for (const place of places) path[place] = true;
  };
  let run: number[] = [];
  let numbered: number[] = [];
  for (const [index, { text }] of [...blocks.entries(), [blocks.length, { text: '' }] as const]) {
    const mark = listMark.exec(text);
    if (mark === null) {
      if (path[(run[0] ?? 0) - 1])
        keep(run, path[index] ? minListProbability.between : minListProbability.atEnd);
      run = [];
      continue;
    }
    // What a list is of stands above it.
    if (run.length === 0 && index > 0 && endsInColon(blocks[index - 1]?.text ?? '')) run.push(index - 1);
    run.push(index);
    if (Number(mark[1]) === 1) numbered = [];
    if (Number(mark[1]) === numbered.length + 1) numbered.push(index);
    if (2 * numbered.filter((place) => path[place]).length > numbered.length)
      keep(numbered, minListProbability.between);
  }
}

/** Keeps the marked points that sum the article up between the line that names its author or its day and the text, with what stands above them. */
export function keepKeyPoints(
  { blocks, mediaType }: Page,
  probabilities: readonly number[],
  path: boolean[],
): void {
  if (mediaType !== 'text/plain') return;
  const end = path.indexOf(true);
  const first = blocks.slice(0, Math.max(0, end)).findLastIndex(({ text }) => !listMark.test(text)) + 1;
  const above = blocks[first - 1];
  if (end - first < fewestEntries || above === undefined) return;
  const start = statesFact(above) || !isEntry(above) ? first : first - 1;
  const fact = blocks[start - 1];
  if (fact === undefined || !statesFact(fact)) return;
  const sum = probabilities.slice(start, end).reduce((all, probability) => all + probability, 0);
  if (sum >= minListProbability.between * (end - start)) path.fill(true, start, end);
}

const fewestEntries = 2;
/** More lines, or longer ones, are as likely what stands around the text. */
const mostEntries = { led: 15, amounts: 40 };
const longestEntry = 80;

/** Could the line be an entry of a list without marks? */
function isEntry(block: Block): boolean {
  return isShortEntry(block, longestEntry);
}

/** "3 large leeks", "½ tsp salt", "150g barley", "Serves 4", "대파 3대", "醤油 大さじ2". */
const amount = /^[\d½¼¾⅓⅔⅛]+(?:[.,/]\d+)?\s?[½¼¾⅓⅔⅛]?\s?\p{L}|\p{L}[\s:：]?[\d½¼¾⅓⅔⅛/.]+\s?\p{L}{0,6}$/u;
/** A name and a number alone may be a section and how much there is in it. */
const measured = /^[\d½¼¾⅓⅔⅛]|[\d½¼¾⅓⅔⅛]\s?\p{L}{1,6}$/u;
const fewestAmounts = 3;

/**
 * Keeps what a text says is needed, as for a recipe: lines below one that is kept, of which the most state an amount, down to the next that is
 * kept, or to steps that are numbered, which are kept with them.
 */
export function keepAmounts({ blocks, mediaType }: Page, path: boolean[]): void {
  if (mediaType !== 'text/plain') return;
  for (let above = path.indexOf(true); above >= 0; above = path.indexOf(true, above + 1)) {
    let below = above + 1;
    while (below < blocks.length && !path[below] && !isStep(blocks[below], 1)) below++;
    if (below === blocks.length || below - above > mostEntries.amounts) continue;
    const amounts = blocks
      .slice(above + 1, below)
      .filter((block) => isEntry(block) && amount.test(block.text) && !endsSentence(block.text));
    if (!amounts.some(({ text }) => measured.test(text))) continue;
    if (amounts.length < fewestAmounts || 2 * amounts.length < below - above - 1) continue;
    let end = below;
    while (isStep(blocks[end], end - below + 1)) end++;
    path.fill(true, above + 1, end);
  }
}

/** Is it the step of that number, in a sentence? */
function isStep(block: Block | undefined, number: number): boolean {
  return block !== undefined && Number(listMark.exec(block.text)?.[1]) === number && endsSentence(block.text);
}

/** Fewer with a colon are as likely the label of a box. */
const fewestWordsOfLead = 6;
/** A less likely one offers something of the site. */
const minLeadProbability = 0.07;

/** Keeps the lines, together between empty ones, that a line with a colon leads to, which is kept or goes on from one that is. */
export function keepLedLists(
  { blocks, mediaType }: Page,
  probabilities: readonly number[],
  path: boolean[],
): void {
  if (mediaType !== 'text/plain') return;
  for (const [index, block] of blocks.entries()) {
    if (!endsInColon(block.text) || lettersOf(block.text).words < fewestWordsOfLead) continue;
    const goesOn = path[index - 1] && (probabilities[index] ?? 0) >= minLeadProbability;
    if (!path[index] && !goesOn) continue;
    let end = index + 1;
    do end++;
    while (end < blocks.length && !blocks[end]?.isAfterGap && end - index <= mostEntries.led + 1);
    const count = end - index - 1;
    const isList = count >= fewestEntries && count <= mostEntries.led;
    if (isList && blocks.slice(index + 1, end).every(isEntry)) path.fill(true, index, end);
  }
}
