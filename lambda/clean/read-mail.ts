import { Parser } from 'htmlparser2';
import PostalMime from 'postal-mime';
import { damaged } from './archive.ts';
import type { DocumentText } from './document-page.ts';
import { checkDepth, type Page } from './page.ts';
import { readHtml } from './read-html.ts';

/**
 * Reads a mail, its HTML part before its text, without what it answers and its signature; or a page that a browser saved as
 * a mail (MHTML), its frames and pictures left out, as the page it is.
 */
export async function readMail(bytes: Uint8Array): Promise<DocumentText | Page> {
  const savedPage = rootOfSavedPage(bytes);
  const mail = await PostalMime.parse(savedPage?.root ?? bytes).catch((error: unknown) => {
    throw damaged('The mail', error);
  });
  if (savedPage !== undefined) return asSaved(readHtml(mail.html ?? ''), savedPage);
  const lines = mail.html === undefined ? linesOfText(mail.text ?? '') : linesOfHtml(mail.html);
  const { own, forwarded } = withoutHistory(lines);
  const paragraphs = (isText(own) || !isText(forwarded) ? own : forwarded).filter(
    (line) => !footer.test(line.trim()),
  );
  const subject = mail.subject?.replace(/^(?:\s*(?:re|fwd?|aw|wg|답장|전달|회신)\s*:)+\s*/i, '');
  return {
    paragraphs,
    properties: { 'og:title': subject, author: mail.from?.name, date: mail.date },
    // As it was sent: the parser moves it to another zone.
    savedAt: mail.headers.find(({ key }) => key === 'date')?.value,
  };
}

const headerLength = 16_384;

interface SavedPage {
  readonly root: Uint8Array;
  readonly address?: string;
  readonly savedAt?: string;
}

/** The first part of a page saved as MHTML is the page; others are its frames, pictures and styles. */
function rootOfSavedPage(bytes: Uint8Array): SavedPage | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const start = buffer.toString('latin1', 0, headerLength);
  const head = start.slice(0, /\r?\n\r?\n/.exec(start)?.index ?? start.length).replace(/\r?\n[ \t]+/g, ' ');
  const isSaved = /^(?:snapshot-content-location:|from:\s*<?"?saved by)/im.test(head);
  const boundary = /^content-type:\s*multipart\/related;.*?boundary="?([^";\r\n]+)/im.exec(head)?.[1];
  if (!isSaved || boundary === undefined) return undefined;
  const from = buffer.indexOf(`--${boundary}`) + boundary.length + 2;
  const end = buffer.indexOf(`--${boundary}`, from);
  const part = buffer.subarray(from, end < 0 ? undefined : end);
  const address = /^(?:snapshot-)?content-location:\s*(https?:\S+)/im.exec(
    `${head}\n${part.toString('latin1', 0, headerLength)}`,
  )?.[1];
  const savedAt = /^date:\s*(.+?)\s*$/im.exec(head)?.[1];
  return { root: Buffer.concat([Buffer.from('MIME-Version: 1.0'), part]), address, savedAt };
}

function asSaved(page: Page, { address, savedAt }: SavedPage): Page {
  const { evidence } = page;
  return { ...page, evidence: { ...evidence, savedAt, canonicalUrl: evidence.canonicalUrl ?? address } };
}

function linesOfText(text: string): string[] {
  const own = text.split(/\r?\n/).filter((line) => !line.startsWith('>'));
  return own.join('\n').split(/\n{2,}/);
}

/** What mail programs mark as the message that is answered: it is cut off, so that only its introduction is left to find. */
const quotedElement = /\b(?:gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote|divRplyFwdMsg)\b/;

function linesOfHtml(html: string): string[] {
  let quote = html.length;
  let depth = 0;
  const parser = new Parser({
    onclosetag() {
      depth--;
    },
    onopentag(name, { class: classes = '', id = '', type }) {
      checkDepth(++depth);
      const isQuote = (name === 'blockquote' && type === 'cite') || quotedElement.test(`${classes} ${id}`);
      if (isQuote && quote === html.length) quote = Math.max(0, html.lastIndexOf('<', parser.endIndex));
    },
  });
  parser.write(html);
  parser.end();
  const lines = (part: string): string[] => readHtml(part).blocks.map(({ text }) => text);
  const own = lines(html.slice(0, quote));
  return quote === html.length ? own : [...own, historyMark, ...lines(html.slice(quote))];
}

const historyMark = '________________________';
/** Where the history of a conversation begins, in the words of mail programs. */
const history =
  /^(?:-{2,}\s*(?:original message|forwarded message|원본 메시지|원본 메일|전달된 메시지|転送メッセージ|元のメッセージ)\s*-{2,}|begin forwarded message:|on .{6,160} wrote:|am .{6,160} schrieb .{2,80}:|le .{6,160} a écrit\s*:|.{6,160}님이 작성:|.{6,120}のメール:|from: .+|_{20,})$/i;
const signature = /^--\s*$/;
/** Lines at the top of what was forwarded. */
const forwardedHeader =
  /^(?:(?:from|to|cc|date|sent|subject|reply-to|von|an|gesendet|datum|betreff|de|보낸 사람|받는 사람|날짜|제목|보낸사람|받는사람|差出人|宛先|日時|送信日時|件名)\s*[:：]|-{2,}.*-{2,}$|_{20,}$|begin forwarded message:$)/i;

function withoutHistory(lines: readonly string[]): {
  readonly own: readonly string[];
  readonly forwarded: readonly string[];
} {
  const starts = (line: string): boolean => history.test(line.trim()) || signature.test(line);
  const end = lines.findIndex(starts);
  if (end < 0) return { own: lines, forwarded: [] };
  const rest = lines.slice(end).flatMap((line) => line.split('\n'));
  const first = rest.findIndex((line) => !forwardedHeader.test(line.trim()) && line.trim() !== '');
  const after = first < 0 ? [] : rest.slice(first);
  const nextEnd = after.findIndex(starts);
  return { own: lines.slice(0, end), forwarded: nextEnd < 0 ? after : after.slice(0, nextEnd) };
}

/** A mail with fewer words of its own only sends something on. */
const fewestWords = 25;

function isText(lines: readonly string[]): boolean {
  const text = lines.join(' ');
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const unspaced = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  return words >= fewestWords || unspaced >= 2 * fewestWords;
}

/** Lines that newsletters must have, and no article has. */
const footer =
  /^(?:.{0,60}\bunsubscribe\b.{0,80}|(?:view|read|open) (?:this|it|the) (?:e-?mail|message|newsletter|issue)? ?(?:in|on) (?:your|a|the) (?:web )?browser.?|(?:manage|update|change) (?:your )?(?:e-?mail )?(?:preferences|subscription|settings).{0,40}|you(?:['’]re| are)? (?:receiving|received|getting|got) this (?:e-?mail|message|newsletter).{0,200}|(?:this (?:e-?mail|message) was )?sent to \S+@\S+.{0,60}|forward (?:this )?(?:to a friend|e-?mail)|.{0,40}(?:수신 ?거부|구독 ?(?:해지|취소)|발신 ?전용).{0,60}|.{0,40}(?:配信(?:停止|解除)|購読解除|登録解除|メルマガ解除).{0,40}|.{0,40}\b(?:abbestellen|abmelden|se désabonner|désinscrire|darse de baja)\b.{0,40})$/i;
