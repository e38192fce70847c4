import type { TargetLanguage } from '../article.ts';

/** One habit of print: what is set otherwise, and how it is set. */
export interface TypographyRule {
  readonly id: string;
  /** With the flag `g`; looks at one sentence. */
  readonly pattern: RegExp;
  readonly replacement: string | ((match: string, ...groups: string[]) => string);
  readonly reason: string;
}

const ja = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆`;
const marks = '、。！？：；（）「」『』・';
const halfKatakana = /[\uFF66-\uFF9F]+/gu;

/**
 * Japanese: full-width marks, no spaces; JIS X 4051 and 記者ハンドブック (共同通信社). Korean: marks with a space after them, none before,
 * brackets and particles against their word; 한글 맞춤법 부록 문장 부호 (국립국어원).
 *
 * A rule changes marks and spaces alone, never a letter or a digit.
 */
export const typographyRules: Readonly<Record<TargetLanguage, readonly TypographyRule[]>> = {
  ja: [
    {
      id: 'half-width-katakana',
      pattern: halfKatakana,
      replacement: (run) => run.normalize('NFKC'),
      reason: 'print has full-width katakana',
    },
    {
      id: 'brackets',
      pattern: new RegExp(String.raw`\s?\(([^()]*[${ja}][^()]*)\)\s?`, 'gu'),
      replacement: '（$1）',
      reason: 'full-width brackets around Japanese',
    },
    {
      id: 'brackets-after-japanese',
      pattern: new RegExp(String.raw`(?<=[${ja}」』])\s?\(([^()]*)\)`, 'gu'),
      replacement: '（$1）',
      reason: 'full-width brackets after Japanese',
    },
    {
      id: 'comma',
      pattern: new RegExp(
        String.raw`(?<=[${ja}）」』％])\s?[,，]\s?|(?<=[^\s\d])[,，]\s?(?=[${ja}「『（])|，`,
        'gu',
      ),
      replacement: '、',
      reason: 'the Japanese comma',
    },
    {
      id: 'full-stop',
      pattern: new RegExp(String.raw`(?<=[${ja}）」』])\s?[.．](?![\p{L}\p{N}.])`, 'gu'),
      replacement: '。',
      reason: 'the Japanese full stop',
    },
    {
      id: 'exclamation-question',
      pattern: new RegExp(String.raw`(?<=[${ja}）」』])\s?[!?]+`, 'gu'),
      replacement: (found) => found.trim().replaceAll('!', '！').replaceAll('?', '？'),
      reason: 'full-width marks after Japanese',
    },
    {
      id: 'colon',
      pattern: new RegExp(String.raw`(?<=[${ja}）」』])\s?[:：]\s?(?=[${ja}「『（])`, 'gu'),
      replacement: '：',
      reason: 'full-width marks between Japanese',
    },
    {
      id: 'names',
      pattern: /(?<=\p{Script=Katakana}ー?) (?=\p{Script=Katakana})/gu,
      replacement: '・',
      reason: 'a middle dot between the parts of a foreign name',
    },
    {
      id: 'spaces',
      pattern: new RegExp(
        String.raw`(?<=[${ja}、。：；）」』・])[ \u3000]+(?=[${ja}${marks}\p{Script=Latin}\d])|(?<=[\p{Script=Latin}\d])[ \u3000]+(?=[${ja}${marks}])`,
        'gu',
      ),
      replacement: '',
      reason: 'no space beside Japanese',
    },
    {
      id: 'ellipsis',
      pattern: /(?<!\.)\.{3}(?!\.)/g,
      replacement: '…',
      reason: 'one character',
    },
  ],
  ko: [
    {
      id: 'full-width-marks',
      pattern: /[。，！？；：（）]\s?/gu,
      replacement: (found) =>
        `${halfWidth[found[0] ?? ''] ?? found[0]}${found[0] === '（' ? '' : found.slice(1)}`,
      reason: 'half-width marks',
    },
    {
      id: 'space-before-mark',
      pattern: /(?<=[\p{L}\p{N})\]”’])\s+(?=[,.!?](?:\s|$))/gu,
      replacement: '',
      reason: 'no space before a mark',
    },
    {
      id: 'space-after-comma',
      pattern: /(?<=[가-힣)”’]),(?=[\p{L}“‘(])/gu,
      replacement: ', ',
      reason: 'a space after a comma',
    },
    {
      id: 'space-before-bracket',
      pattern: /(?<=[가-힣])\s(?=\([^()]*\p{Script=Latin}[^()]*\)(?![\s,.]*\())/gu,
      replacement: '',
      reason: 'a gloss stands against its word',
    },
    {
      id: 'space-before-particle',
      pattern: /(?<=[\p{Script=Latin}\d)%])\s(?=(?:은|는|을|를|의|와|과|에서|에게|으로)(?:[\s,.]|$))/gu,
      replacement: '',
      reason: 'a particle stands against its word',
    },
    {
      id: 'spaces',
      pattern: /(?<=\S) {2,}(?=\S)/g,
      replacement: ' ',
      reason: 'one space',
    },
  ],
};

const halfWidth: Readonly<Record<string, string>> = {
  '。': '.',
  '，': ',',
  '！': '!',
  '？': '?',
  '；': ';',
  '：': ':',
  '（': '(',
  '）': ')',
};

/** Opening and closing mark, for a quotation and for one inside it. */
const quotes: Readonly<Record<TargetLanguage, readonly (readonly [string, string])[]>> = {
  ko: [
    ['“', '”'],
    ['‘', '’'],
  ],
  ja: [
    ['「', '」'],
    ['『', '』'],
  ],
};

/**
 * Sets the sentences of one paragraph as print in the target language does. Where its quotation marks do not pair up they
 * stay as they are.
 */
export function setInType(sentences: readonly string[], target: TargetLanguage): string[] {
  return inQuotes(sentences, target).map((sentence) =>
    typographyRules[target].reduce(
      // The two kinds of replacement are two signatures.
      (text, { pattern, replacement }) =>
        typeof replacement === 'string'
          ? text.replace(pattern, replacement)
          : text.replace(pattern, replacement),
      sentence,
    ),
  );
}

interface Mark {
  readonly sentence: number;
  readonly index: number;
  readonly opens: boolean;
}

function inQuotes(sentences: readonly string[], target: TargetLanguage): string[] {
  const characters = sentences.map((sentence) => [...sentence]);
  const doubles = marksIn(characters, ['"', '“', '”', '„']);
  const [outer, inner] = quotes[target];
  if (doubles === undefined || outer === undefined || inner === undefined) return [...sentences];
  const isWithin = (mark: Mark): boolean =>
    doubles.filter(
      ({ sentence, index }) => sentence < mark.sentence || (sentence === mark.sentence && index < mark.index),
    ).length %
      2 ===
    1;
  for (const { sentence, index, opens } of doubles) {
    const line = characters[sentence];
    if (line !== undefined) line[index] = outer[opens ? 0 : 1];
  }
  for (const mark of marksIn(characters, ["'", '‘', '’']) ?? []) {
    const line = characters[mark.sentence];
    // Japanese has single marks for what is within double ones only.
    const pair = target === 'ja' && !isWithin(mark) ? outer : inner;
    if (line !== undefined) line[mark.index] = pair[mark.opens ? 0 : 1];
  }
  return characters.map((line) => line.join(''));
}

/**
 * The quotation marks of a paragraph, opening and closing in turn.
 *
 * @returns undefined where they do not pair up, or stand as the turn does not have them
 */
function marksIn(sentences: readonly (readonly string[])[], kinds: readonly string[]): Mark[] | undefined {
  const marks: Mark[] = [];
  for (const [sentence, line] of sentences.entries()) {
    for (const [index, character] of line.entries()) {
      if (!kinds.includes(character)) continue;
      const [before = ' ', after = ' '] = [line[index - 1], line[index + 1]];
      const isApostrophe = /[\p{Script=Latin}\d]/u.test(before) && /[\p{Script=Latin}\d]/u.test(after);
      if (isApostrophe && /['‘’]/.test(character)) continue;
      const opens = marks.length % 2 === 0;
      const fits = opens
        ? !/\s/.test(after) && !/['‘]\d|’/.test(character + after)
        : !/[\s(（「『]/.test(before);
      if (!fits || (opens ? /[”’]/ : /[“‘„]/).test(character)) return undefined;
      marks.push({ sentence, index, opens });
    }
  }
  return marks.length % 2 === 0 ? marks : undefined;
}
