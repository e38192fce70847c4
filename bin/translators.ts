import envPaths from 'env-paths';
import type { TargetLanguage, Terminology } from '../lambda/article.ts';
import { createPatientTranslator } from '../lambda/aws/patient-translator.ts';
import { ConfigError } from '../lambda/errors.ts';
import { defaultModelsUrl } from '../lambda/local/firefox-models.ts';
import { createFirefoxTranslator } from '../lambda/local/firefox-translator.ts';
import { createLibreTranslateTranslator } from '../lambda/local/libretranslate-translator.ts';
import { noTranslator } from '../lambda/local/no-translator.ts';
import type { Translator } from '../lambda/ports.ts';
import { serviceTerminologies } from '../lambda/translate/terminology.ts';
import { readTerms } from './language-assets.ts';
import type { Options } from './options.ts';
import { quietAwsSdk } from './quiet-aws-sdk.ts';

export interface ChosenTranslator {
  readonly translator: Translator;
  /** It was asked for by name: a result of another engine will not do. */
  readonly isRequired: boolean;
  readonly terminology?: Terminology;
}

/**
 * Sets up the engine that was asked for; `auto` takes Amazon Translate where credentials and a region are set up, else the
 * local engine.
 *
 * @throws {ConfigError}
 */
export async function chooseTranslator(
  { translator: choice, terminologyFile, dryRun }: Pick<Options, 'translator' | 'terminologyFile' | 'dryRun'>,
  tell: (text: string) => void,
): Promise<ChosenTranslator> {
  const terminology = await readTerms(terminologyFile);
  switch (choice) {
    case 'none':
      return { translator: noTranslator, isRequired: false, terminology };
    case 'firefox':
      return { translator: firefox(tell), isRequired: true, terminology };
    case 'libretranslate':
      return { translator: libreTranslate(), isRequired: true, terminology };
    case 'amazon': {
      // What it would cost can be told without an account.
      if (dryRun) return { translator: await unasked(terminology), isRequired: true, terminology };
      const translator = await amazon(terminology, tell);
      if (translator === undefined) {
        throw new ConfigError([
          '--translator amazon: no AWS credentials or no region are set up. Run `aws configure`, or set AWS_PROFILE and AWS_REGION.',
        ]);
      }
      return { translator, isRequired: true, terminology };
    }
    case 'auto':
      return {
        translator: (await amazon(terminology, tell, dryRun)) ?? firefox(tell),
        isRequired: false,
        terminology,
      };
  }
}

function firefox(tell: (text: string) => void): Translator {
  return createFirefoxTranslator({
    modelsUrl: process.env.TRIBRIEF_MODELS_URL || defaultModelsUrl,
    cacheFolder: envPaths('tribrief', { suffix: '' }).cache,
    onProgress: (message) => tell(`  ${message}\n`),
  });
}

const defaultLibreTranslateUrl = 'http://localhost:5000';
/** How long a request is sent again that a server throttles or fails at. */
const patienceMs = 120_000;

function libreTranslate(): Translator {
  const server = createLibreTranslateTranslator({
    url: process.env.TRIBRIEF_LIBRETRANSLATE_URL || defaultLibreTranslateUrl,
    apiKey: process.env.TRIBRIEF_LIBRETRANSLATE_KEY || undefined,
  });
  return {
    ...server,
    translate(...request) {
      const patience = { workEnds: Date.now() + patienceMs, clock: Date.now, random: Math.random };
      return createPatientTranslator(server, patience).translate(...request);
    },
  };
}

/** Amazon Translate as it is when nothing is asked of it: what a request may hold, and which terms count. */
async function unasked(terminology: Terminology | undefined): Promise<Translator> {
  quietAwsSdk();
  const { createAmazonTranslator, createTranslateClient } = await import(
    '../lambda/aws/amazon-translator.ts'
  );
  const terminologies = terminology && { language: terminology.language, names: {} };
  return createAmazonTranslator(createTranslateClient(), { terminologies });
}

/**
 * @param isUnasked nothing is to be sent, no terms either
 * @returns undefined where credentials or a region are missing
 */
async function amazon(
  terminology: Terminology | undefined,
  tell: (text: string) => void,
  isUnasked = false,
): Promise<Translator | undefined> {
  quietAwsSdk();
  // The AWS SDK is loaded only where it may be needed: it takes longer than an article.
  const { createAmazonTranslator, createTranslateClient, importTerminology, isSetUp } = await import(
    '../lambda/aws/amazon-translator.ts'
  );
  const client = createTranslateClient();
  if (!(await isSetUp(client))) return undefined;
  if (isUnasked) return unasked(terminology);
  if (terminology === undefined) return createAmazonTranslator(client);
  const names: Partial<Record<TargetLanguage, string>> = {};
  for (const { target, name, csv } of serviceTerminologies(terminology, 'tribrief')) {
    if ((await importTerminology(client, name, csv)) === 'imported') names[target] = name;
    else
      tell(
        `Amazon Translate goes without the terms into ${target}: the credentials lack translate:ImportTerminology.\n`,
      );
  }
  return createAmazonTranslator(client, { terminologies: { language: terminology.language, names } });
}
