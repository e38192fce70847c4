import { describe, expect, it } from 'vitest';
import { expectedF1, type LabelModel, labelBlocks } from '../../lambda/clean/label-blocks.ts';
import type { Block, Page } from '../../lambda/clean/page.ts';
import { byLength } from './made-models.ts';

function pageOf(texts: readonly string[]): Page {
  const blocks = texts.map(
    (text, index): Block => ({
      kind: 'paragraph',
      text,
      level: 0,
      path: [`div#${index}`, 'p'],
      linkedLength: 0,
    }),
  );
  return { mediaType: 'text/html', blocks, evidence: { metas: [], jsonLd: [], authorMarks: [] } };
}

const long =
  'The ferry sails again tonight, after eleven weeks in the dock, with all its lights on and the old crew.';
const short = 'The crew was glad of it all.';

function keptOf(texts: readonly string[], model: LabelModel): boolean[] {
  return labelBlocks(pageOf(texts), { html: model, text: model }).map(({ isBody }) => isBody);
}

describe('the blocks that are kept', () => {
  it('leave out what is doubtful where the rest is certain', () => {
    expect(keptOf([long, long, short, long], byLength(0.3, 0.99))).toEqual([true, true, false, true]);
  });

  it('are the doubtful ones where nothing is certain', () => {
    expect(keptOf([long, long, short, long], byLength(0.3, 0.45))).toEqual([true, true, true, true]);
  });

  it('are those beside them in the same element too, unless they are hardly likely', () => {
    const inOne = (probability: number): boolean[] => {
      const page = pageOf([long, long, short, long]);
      const blocks = page.blocks.map((block) => ({ ...block, path: ['div', 'p'] }));
      const model = byLength(probability, 0.99);
      return labelBlocks({ ...page, blocks }, { html: model, text: model }).map(({ isBody }) => isBody);
    };
    expect(inOne(0.3)).toEqual([true, true, true, true]);
    expect(inOne(0.1)).toEqual([true, true, false, true]);
  });

  it('begin below the line that names the author, where only doubtful sentences stand between', () => {
    const texts = ['Night ferry sails again', 'By Ida Marsh', short, long, long];
    const copied = (probability: number): boolean[] => {
      const page: Page = { ...pageOf(texts), mediaType: 'text/plain' };
      const model = byLength(probability, 0.99);
      return labelBlocks(page, { html: model, text: model }).map(({ isBody }) => isBody);
    };
    expect(copied(0.25)).toEqual([false, false, true, true, true]);
    expect(copied(0.15)).toEqual([false, false, false, true, true]);
  });

  it('are none where there is no article', () => {
    expect(keptOf([long, short], byLength(0.02, 0.02))).toEqual([false, false]);
  });
});

describe('a table between two paragraphs in one element', () => {
  const paragraph = (text: string): Block => ({
    kind: 'paragraph',
    text,
    level: 0,
    path: ['div', 'p'],
    linkedLength: 0,
  });
  const cell = (text: string): Block => ({
    ...paragraph(text),
    kind: 'table-row',
    path: ['div', 'table', 'tr', 'td'],
  });
  const page: Page = { ...pageOf([]), blocks: [paragraph(long), cell('Wick'), cell('103'), paragraph(long)] };
  const isKept = (short: number): boolean[] => {
    const model = byLength(short, 0.99);
    return labelBlocks(page, { html: model, text: model }).map(({ isBody }) => isBody);
  };

  it('is kept where its cells are no likelier than figures are', () => {
    expect(isKept(0.06)).toEqual([true, true, true, true]);
  });

  it('is not where hardly anything speaks for it', () => {
    expect(isKept(0.03)).toEqual([true, false, false, true]);
  });
});

describe('the expected F1', () => {
  it('weighs what is kept against all that is likely the article', () => {
    const blocks = [
      { text: 'a'.repeat(100), probability: 0.9, isKept: true },
      { text: 'b'.repeat(100), probability: 0.5, isKept: false },
    ];
    expect(expectedF1(blocks)).toBeCloseTo((2 * 90) / (100 + 140));
  });

  it('is 0 where nothing is kept', () => {
    expect(expectedF1([{ text: 'a', probability: 0.9, isKept: false }])).toBe(0);
  });
});
