import type { Block, PageEvidence } from './page.ts';
import { blockTerms, termsOf } from './terms.ts';

/** Shorter blocks share a word with the headline by chance, or are the headline. In UTF-16 code units. */
const tellingLength = 40;
/** Blocks before and after among which one may say what the headline says. */
const reach = 3;
/** How many they are. */
export const headlineFeatureCount = 5;
/** Where the page states nothing to compare with. */
const unknown = -1;

/**
 * Describes every block by what it shares with the page's title and its description, and by how far apart it and the headline stand in
 * the tree: what tells a short article from a longer box beside it.
 *
 * @param headlineAt where the headline stands; −1 where none was seen
 * @returns a row of the same length for each block
 */
export function headlineFeatures(
  blocks: readonly Block[],
  { title = '', metas }: PageEvidence,
  headlineAt: number,
): number[][] {
  const titleTerms = new Set(termsOf(title));
  const description = metas.find(({ key }) => key === 'description' || key === 'og:description');
  const saidTerms = new Set(termsOf(description?.content ?? ''));
  const isNothingSaid = titleTerms.size + saidTerms.size === 0;
  const terms = blocks.map((block) =>
    isNothingSaid || block.text.length < tellingLength ? [] : blockTerms(block),
  );
  const ofTitle = terms.map((own) => shareSaid(titleTerms, own));
  const ofDescription = terms.map((own) => shareSaid(saidTerms, own));
  const headline = blocks[headlineAt]?.path;
  return blocks.map(({ path }, index) => {
    let nearby = unknown;
    for (let place = Math.max(0, index - reach); place <= index + reach; place++)
      nearby = Math.max(nearby, ofTitle[place] ?? unknown);
    return [ofTitle[index] ?? 0, ofDescription[index] ?? 0, nearby, ...stepsApart(path, headline)];
  });
}

/** How much of what is said by the one stands in the other. */
function shareSaid(said: ReadonlySet<string>, terms: readonly string[]): number {
  if (said.size === 0) return unknown;
  const shared = new Set<string>();
  for (const term of terms) if (said.has(term)) shared.add(term);
  return shared.size / said.size;
}

/** From the innermost element around both, how many steps lead to the one and to the other. */
function stepsApart(path: readonly string[], other: readonly string[] | undefined): [number, number] {
  if (other === undefined) return [unknown, unknown];
  let shared = 0;
  while (shared < path.length && path[shared] === other[shared]) shared++;
  return [path.length - shared, other.length - shared];
}
