import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { type TargetLanguage, targetLanguages } from '../article.ts';
import { ConfigError } from '../errors.ts';
import { engineNames, translationDigest, untouchedType } from '../text/memory-entry.ts';

/** Translations from one language into another, by segment. */
export interface TmxPairs {
  /** Primary language subtag: `en` for `en-GB`. */
  readonly source: string;
  readonly target: TargetLanguage;
  readonly pairs: ReadonlyMap<string, string>;
}

interface XmlNode {
  readonly [name: string]: unknown;
}

const attributes = ':@';

/**
 * Reads a translation memory file, TMX 1.4b: every unit that has a segment in its source language and in Korean or Japanese.
 *
 * What an engine made and nobody changed or took over is left out: our own files say it by a digest, and a tool that drops that
 * names the engine as the last who changed it (`changeid`, as OmegaT writes it). Inline markup is left out of the segments. Where
 * a segment stands twice, the later translation holds, as in the tools translators use. Entities of the file's own are not
 * expanded.
 *
 * @throws {ConfigError} where the file is no TMX
 */
export function readTmx(bytes: Uint8Array): TmxPairs[] {
  const xml = decodeXml(bytes);
  const validity = XMLValidator.validate(xml);
  if (validity !== true) {
    throw new ConfigError([
      `The translation memory is no well-formed XML: ${validity.err.msg} (line ${validity.err.line})`,
    ]);
  }
  if (/<!ENTITY/i.test(xml))
    throw new ConfigError(['The translation memory declares entities of its own, which are not read']);
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    trimValues: false,
    parseTagValue: false,
    parseAttributeValue: false,
    // The references by number are among them: `&#39;`.
    htmlEntities: true,
  });
  const root = childrenOf(parser.parse(xml) as XmlNode[], 'tmx')[0];
  if (root === undefined)
    throw new ConfigError(['The translation memory has no <tmx> element: it must be a TMX 1.4b file']);
  const header = childrenOf(root.children, 'header')[0];
  const defaultSource = primary(header?.attributes.srclang ?? 'en');
  const found = new Map<string, { source: string; target: TargetLanguage; pairs: Map<string, string> }>();
  for (const unit of childrenOf(childrenOf(root.children, 'body')[0]?.children ?? [], 'tu')) {
    const segments = new Map(
      childrenOf(unit.children, 'tuv').map((variant) => [languageOfVariant(variant), textOfVariant(variant)]),
    );
    const source = primary(unit.attributes.srclang ?? defaultSource);
    const text = segments.get(source);
    const machines = new Set(
      childrenOf(unit.children, 'tuv')
        .filter((variant) => isMachines(variant, text ?? ''))
        .map(languageOfVariant),
    );
    for (const target of targetLanguages) {
      const translation = segments.get(target);
      if (
        text === undefined ||
        text === '' ||
        translation === undefined ||
        translation === '' ||
        source === target ||
        machines.has(target)
      )
        continue;
      const key = `${source} ${target}`;
      const entry = found.get(key) ?? { source, target, pairs: new Map<string, string>() };
      found.set(key, entry);
      entry.pairs.set(text, translation);
    }
  }
  return [...found.values()];
}

function decodeXml(bytes: Uint8Array): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const charset = isUtf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new ConfigError(['The translation memory is neither UTF-8 nor UTF-16 text'], { cause: error });
  }
}

interface Element {
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
}

function childrenOf(nodes: readonly XmlNode[], name: string): Element[] {
  return nodes
    .filter((node) => name in node)
    .map((node) => ({
      attributes: (node[attributes] ?? {}) as Record<string, string>,
      children: (node[name] ?? []) as XmlNode[],
    }));
}

const languageOfVariant = ({ attributes }: Element): string =>
  primary(attributes['xml:lang'] ?? attributes.lang ?? '');

const textOfVariant = ({ children }: Element): string =>
  segmentText(childrenOf(children, 'seg')[0]?.children ?? []);

/** Did an engine make this translation, and nobody change it or take it over? */
function isMachines(variant: Element, source: string): boolean {
  const { changeid } = variant.attributes;
  if (changeid !== undefined && !engineNames.has(changeid)) return false;
  const digest = childrenOf(variant.children, 'prop').find(
    ({ attributes: { type } }) => type === untouchedType,
  );
  if (digest === undefined) return changeid !== undefined;
  return segmentText(digest.children) === translationDigest(source, textOfVariant(variant));
}

/** Text of a segment without its inline codes: `bpt`, `ept`, `ph`, `it`, `ut` hold markup; `hi` and `sub` hold text. */
function segmentText(nodes: readonly XmlNode[]): string {
  const text = nodes.map((node) => {
    if (typeof node['#text'] === 'string') return node['#text'];
    const inner = (node.hi ?? node.sub) as readonly XmlNode[] | undefined;
    return inner === undefined ? '' : segmentText(inner);
  });
  return text.join('').replace(/\s+/g, ' ').trim().normalize('NFC');
}

function primary(language: string): string {
  return language.toLowerCase().split(/[-_]/)[0] ?? '';
}
