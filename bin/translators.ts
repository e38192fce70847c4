import envPaths from 'env-paths';
import type { TargetLanguage, Terminology } from '../lambda/article.ts';
import { ConfigError } from '../lambda/errors.ts';
import { defaultModelsUrl } from '../lambda/local/firefox-models.ts';
import { createFirefoxTranslator } from '../lambda/local/firefox-translator.ts';
import { noTranslator } from '../lambda/local/no-translator.ts';
import type { Translator } from '../lambda/ports.ts';
import { serviceTerminologies } from '../lambda/translate/terminology.ts';
import { readTerms } from './language-assets.ts';
import type { Options } from './options.ts';

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
  { translator: choice, terminologyFile }: Pick<Options, 'translator' | 'terminologyFile'>,
  tell: (text: string) => void,
): Promise<ChosenTranslator> {
  const terminology = await readTerms(terminologyFile);
  switch (choice) {
    case 'none':
      return { translator: noTranslator, isRequired: false, terminology };
    case 'firefox':
      return { translator: firefox(tell), isRequired: true, terminology };
    case 'amazon': {
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
        translator: (await amazon(terminology, tell)) ?? firefox(tell),
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

/** @returns undefined where credentials or a region are missing */
async function amazon(
  terminology: Terminology | undefined,
  tell: (text: string) => void,
): Promise<Translator | undefined> {
  // Which Node runs here is for whoever runs it; the warning would stand in every output.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  // The AWS SDK is loaded only where it may be needed: it takes longer than an article.
  const { createAmazonTranslator, createTranslateClient, importTerminology, isSetUp } = await import(
    '../lambda/aws/amazon-translator.ts'
  );
  const client = createTranslateClient();
  if (!(await isSetUp(client))) return undefined;
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
