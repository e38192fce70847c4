import { dollarsPerCharacter, type Translation, type Usage } from '../article.ts';

/** The engine that somebody is billed for. */
export const billedTranslator = 'amazon-translate';

/** What a result's translations cost at list price, in US dollars; 0 where nobody is billed. */
export function costOf(
  translations: Readonly<Record<string, Translation | undefined>>,
  usage: Pick<Usage, 'charactersTranslated'>,
): number {
  const isBilled = Object.values(translations).some(
    (translation) => translation?.status === 'complete' && translation.translator === billedTranslator,
  );
  return isBilled ? usage.charactersTranslated * dollarsPerCharacter : 0;
}

/** To the tenth of a cent: an article costs some cents. */
export function inDollars(cost: number): string {
  return cost === 0 ? '$0' : `$${cost.toFixed(cost < 1 ? 3 : 2)}`;
}
