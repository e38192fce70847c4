import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAst } from 'vitest/node';
import { checkAdvice } from '../../lambda/store/render/explanations.ts';
import { inOtherWords } from '../../lambda/store/render/in-other-words.ts';
// Whatever changes in these, the sentences they say are looked at again.
import '../../lambda/pipeline.ts';
import '../../lambda/aws/aws-ports.ts';
import '../../bin/translators.ts';

/** These are read by whoever runs or repairs the pipeline, not by an editor. */
const notForEditors =
  /^(?:InvariantError|ConfigError|OutOfTimeError|FailureError|UpstreamError|ThrottledError|onProgress)$/;
/** Calls and tables whose words are a sentence, or a part of one, that a result holds. */
const forEditors =
  /^(?:refused|lastingErrors|error|warning|damaged|unsupported|unavailable|RejectedArticleError|TranslationUnavailableError|BudgetSpentError)$/;
/** A sentence, where nothing else tells. */
const reads = /^(?:[\p{Lu}“]|X1 \p{Ll}).*\s.*\s.*[.”]$/su;
/** A rule's id, a check, a reason. */
const isId = /^[a-z-]+$/;

interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly quasis?: readonly { readonly value: { readonly cooked: string } }[];
  readonly callee?: { readonly name?: string };
  readonly id?: { readonly name?: string };
  readonly key?: { readonly name?: string };
}

/** Every sentence, and every part of one, that results hold in English: as it stands in the source, something in its slots. */
function sentencesForEditors(): string[] {
  const folders = ['clean', 'translate', 'aws', 'local', 'text', '.'];
  const files = folders.flatMap((folder) => {
    const url = new URL(`../../lambda/${folder}/`, import.meta.url);
    return readdirSync(url)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => new URL(name, url));
  });
  return files.flatMap((file) => {
    const found: string[] = [];
    visit(parseAst(readFileSync(file, 'utf8'), { lang: 'ts' }), undefined, (text, call) => {
      const isSaid = call === undefined ? reads.test(text) : !notForEditors.test(call) && reads.test(text);
      if ((isSaid || forEditors.test(call ?? '')) && !isId.test(text)) found.push(text);
    });
    return found;
  });
}

/** @param inside the call or the table that the node is in */
function visit(
  node: unknown,
  inside: string | undefined,
  see: (text: string, inside?: string) => void,
): void {
  if (Array.isArray(node)) for (const part of node) visit(part, inside, see);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  const { type, value, quasis, callee, id, key } = node as Node;
  if (type === 'Literal' && typeof value === 'string') see(value, inside);
  if (type === 'TemplateLiteral') {
    const text = quasis?.map((part) => part.value.cooked).join('X1') ?? '';
    // A slot after a full stop is a further sentence, or none.
    see(text.replace(/\.X1$/, '.'), inside);
    return;
  }
  if (type === 'Property' && key?.name === 'bytes') return;
  const calls = type === 'CallExpression' || type === 'NewExpression' ? callee?.name : undefined;
  const names = type === 'VariableDeclarator' && forEditors.test(id?.name ?? '') ? id?.name : undefined;
  for (const [name, part] of Object.entries(node))
    visit(part, name === 'body' ? undefined : (calls ?? names ?? inside), see);
}

describe('sentences of results in the languages of the pages', () => {
  it('are all known: add what is missing to lambda/store/render/in-other-words.ts', () => {
    const sentences = sentencesForEditors();
    expect(sentences.length).toBeGreaterThan(60);
    expect(sentences.filter((sentence) => inOtherWords(sentence) === undefined)).toEqual([]);
  });

  it('say what was seen, whatever it is', () => {
    expect(inOtherWords('Not found in the translation: $1, a {} b. It says 12.')).toEqual({
      en: 'Not found in the translation: $1, a {} b. It says 12.',
      ko: '번역에 없음: $1, a {} b. 대신 있는 것: 12',
      ja: '訳に見当たらない: $1, a {} b。代わりにあるもの: 12',
    });
    expect(inOtherWords('Left untranslated: a program.')?.ko).toBe('번역되지 않음: a program');
  });

  it('say their parts, too', () => {
    const sentence =
      "The Word document can't be read: it is damaged or was cut off. Save or export it again and drop it once more.";
    expect(inOtherWords(sentence)?.ko).toMatch(/^Word 문서: 손상/);
    expect(inOtherWords(sentence)?.ja).toMatch(/^Word文書: 壊れ/);
  });

  it('are none but ours', () => {
    expect(inOtherWords('The moon is full.')).toBeUndefined();
  });
});

describe('the explanations of checks', () => {
  it.each(Object.entries(checkAdvice))('speak each language: %s', (_, { en, ko, ja }) => {
    expect(en).toMatch(/^\p{Lu}\p{L}+ .*\.$/u);
    expect(ko).toMatch(/\p{Script=Hangul}.*\.$/u);
    expect(ja).toMatch(/\p{Script=Hiragana}.*。$/u);
  });
});
