import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TranslateRequest {
  readonly text: string;
  readonly source: string;
  readonly target: string;
  /** The access key that signed it: tells clients apart. */
  readonly client: string;
}

/** What to answer instead of a translation, or that there is to be no answer, billed or not; undefined: translate. */
export type Fault = (
  request: TranslateRequest,
  count: number,
) =>
  | { readonly status: number; readonly name: string }
  | { readonly silent: true; readonly isBilled: boolean }
  | undefined;

export interface TranslateStub {
  readonly url: string;
  /** Every request that was billed. */
  readonly requests: readonly TranslateRequest[];
  /** CSV by name. */
  readonly terminologies: ReadonlyMap<string, string>;
  readonly close: () => Promise<void>;
}

export interface TranslateStubOptions {
  readonly fault?: Fault;
  /** Changes the translated text before it is sent, as an engine that merges lines would. */
  readonly distort?: (translated: string) => string;
}

/** https://docs.aws.amazon.com/translate/latest/dg/what-is-limits.html */
const maxBytes = 10_000;
const languages = ['en', 'ko', 'ja', 'de', 'fr', 'es', 'zh', 'zh-TW'];
const syllables: Readonly<Record<string, string>> = {
  ko: '가나다라마바사아자차카타파하고노도로모보소오조초코토포호',
  ja: 'かきくけこさしすせそたちつてとなにぬねのはひふへほまみむめも',
};

/**
 * Stands in for Amazon Translate on the wire: its protocol, its limits, its errors. Its words mean nothing but are the same
 * each time; digits, lines and what is marked as not to be translated stay as they are.
 */
export async function startTranslateStub({
  fault,
  distort = (text) => text,
}: TranslateStubOptions = {}): Promise<TranslateStub> {
  const requests: TranslateRequest[] = [];
  const terminologies = new Map<string, string>();
  let count = 0;
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, string> & {
      readonly TerminologyNames?: readonly string[];
      readonly TerminologyData?: { readonly File: string };
    };
    const answer = (status: number, data: object): void => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(data));
    };
    const refuse = (status: number, name: string): void =>
      answer(status, { __type: name, Message: `${name} from the stub` });
    const operation = String(incoming.headers['x-amz-target']).split('.')[1];
    if (operation === 'ImportTerminology') {
      const csv = Buffer.from(body.TerminologyData?.File ?? '', 'base64').toString('utf8');
      terminologies.set(body.Name ?? '', csv);
      return answer(200, { TerminologyProperties: { Name: body.Name } });
    }
    if (operation === 'DeleteTerminology') {
      return terminologies.delete(body.Name ?? '')
        ? answer(200, {})
        : refuse(400, 'ResourceNotFoundException');
    }
    if (operation !== 'TranslateText') return refuse(400, 'UnknownOperationException');
    const request = {
      text: body.Text ?? '',
      source: body.SourceLanguageCode ?? '',
      target: body.TargetLanguageCode ?? '',
      client: /Credential=([^/]+)\//.exec(incoming.headers.authorization ?? '')?.[1] ?? '',
    };
    const failure = fault?.(request, count++);
    if (failure !== undefined && 'silent' in failure) {
      if (failure.isBilled) requests.push(request);
      return;
    }
    if (failure !== undefined) return refuse(failure.status, failure.name);
    if (request.text === '') return refuse(400, 'InvalidRequestException');
    if (Buffer.byteLength(request.text) > maxBytes) return refuse(400, 'TextSizeLimitExceededException');
    if (!languages.includes(request.source) || !languages.includes(request.target))
      return refuse(400, 'UnsupportedLanguagePairException');
    requests.push(request);
    // Nobody imports those of a deployment here: a name that is not known is passed over.
    const terms = (body.TerminologyNames ?? []).flatMap((name) => termsOf(terminologies.get(name) ?? ''));
    const applied = terms.filter(([term]) => request.text.includes(term));
    answer(200, {
      TranslatedText: distort(
        request.text
          .split(/(<span translate="no">.*?<\/span>)/)
          .map((part, index) => (index % 2 === 1 ? part : pretendTranslation(part, request.target, applied)))
          .join(''),
      ),
      AppliedTerminologies: (body.TerminologyNames ?? []).map((Name) => ({
        Name,
        Terms: applied.map(([SourceText, TargetText]) => ({ SourceText, TargetText })),
      })),
      SourceLanguageCode: request.source,
      TargetLanguageCode: request.target,
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    terminologies,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** The lines of a CSV whose cells are all in quotation marks. */
function termsOf(csv: string): [string, string][] {
  return [...csv.matchAll(/^"(.*)","(.*)"$/gm)].map(([, source = '', target = '']) => [
    source.replaceAll('""', '"'),
    target.replaceAll('""', '"'),
  ]);
}

/** Each word becomes two or three syllables made from it, a term its translation. */
export function pretendTranslation(
  text: string,
  target: string,
  [term, ...others]: readonly (readonly [string, string])[] = [],
): string {
  if (term !== undefined) {
    const [source, translation] = term;
    return text
      .split(source)
      .map((part) => pretendTranslation(part, target, others))
      .join(translation);
  }
  const alphabet = [...(syllables[target] ?? syllables.ko ?? '')];
  return text.replace(/[\p{L}\p{M}]+/gu, (word) => {
    const digest = createHash('sha256').update(word).digest();
    const length = 2 + ((digest[0] ?? 0) % 2);
    return Array.from({ length }, (_, index) => alphabet[(digest[index + 1] ?? 0) % alphabet.length]).join(
      '',
    );
  });
}
