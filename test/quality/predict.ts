import { createInterface } from 'node:readline';
import type { Paragraph, TargetLanguage } from '../../lambda/article.ts';
import { summarize } from '../../lambda/summarize/summarize.ts';
import { splitSentences } from '../../lambda/text/sentences.ts';
import { checkTranslation } from '../../lambda/translate/checks.ts';
import { findsTerms, type TermPair } from '../../lambda/translate/terminology.ts';
import { predictClean } from './predict-clean.ts';

/**
 * Runs one stage over rows of JSON, a line each, from standard input to standard output: what the scorers read.
 *
 *     npx tsx test/quality/predict.ts clean|summarize|sentences|check < rows.jsonl > predictions.jsonl
 */
type Row = Readonly<Record<string, unknown>> & { readonly id: string };
type Prediction = object;

function paragraphOf(text: string, language: string): Paragraph {
  return { kind: 'text', text, sentences: splitSentences(text, language) };
}

function predictSummary({ lang, title, article, sentences }: Row): Prediction {
  const language = String(lang);
  const headline = title === undefined ? undefined : String(title);
  const paragraphs = String(article)
    .split(/\n+/)
    .filter((text) => text.trim() !== '');
  const started = performance.now();
  const body = paragraphs.map((text) => paragraphOf(text.trim(), language));
  const summary = summarize({ language, headline, body }, { sentences: Number(sentences) });
  return { summary: summary.map((sentence) => sentence.text), ms: performance.now() - started };
}

function predictSentences({ lang, text }: Row): Prediction {
  return { sentences: splitSentences(String(text), String(lang)).map((sentence) => sentence.text) };
}

function predictFindings({ source, translation, target, terms }: Row): Prediction {
  const termsIn = findsTerms((terms ?? []) as readonly TermPair[]);
  const findings = checkTranslation({
    source: String(source),
    translation: String(translation),
    sourceLanguage: 'en',
    target: target as TargetLanguage,
    terms: termsIn(String(source)),
  });
  return {
    findings: findings.map(({ check, severity, message }) => ({ check, severity, message, detail: message })),
  };
}

const tasks: Readonly<Record<string, (row: Row) => Prediction | Promise<Prediction>>> = {
  clean: ({ html, text }) => predictClean({ html, text }),
  summarize: predictSummary,
  sentences: predictSentences,
  check: predictFindings,
};

const name = process.argv[2] ?? '';
const predict = tasks[name];
if (predict === undefined) {
  console.error(`Unknown task "${name}": must be one of ${Object.keys(tasks).join(', ')}`);
  process.exit(2);
}
for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  if (line.trim() === '') continue;
  const row = JSON.parse(line) as Row;
  try {
    console.log(JSON.stringify({ id: row.id, ...(await predict(row)) }));
  } catch (error) {
    console.log(
      JSON.stringify({ id: row.id, error: error instanceof Error ? error.message : String(error) }),
    );
  }
}
