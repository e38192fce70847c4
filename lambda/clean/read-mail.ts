import PostalMime from 'postal-mime';
import { damaged } from './archive.ts';
import type { DocumentText } from './read-document.ts';
import { readHtml } from './read-html.ts';

/** Where the history of a conversation begins, in the words of mail programs. */
const history =
  /^(?:-{2,}\s*(?:original message|forwarded message|원본 메시지|원본 메일)\s*-{2,}|on .{6,120} wrote:|am .{6,120} schrieb .{2,80}:|.{6,120}님이 작성:|.{6,80}のメール:|from: .+|_{20,})$/i;

/** Reads a mail or a page saved as MHTML: its HTML part before its text; without what it answers and its signature. */
export async function readMail(bytes: Uint8Array): Promise<DocumentText> {
  const mail = await PostalMime.parse(bytes).catch((error: unknown) => {
    throw damaged('The mail', error);
  });
  const fromHtml = mail.html === undefined ? [] : readHtml(mail.html).blocks.map(({ text }) => text);
  const fromText = (mail.text ?? '').split(/\n/).filter((line) => !line.startsWith('>'));
  const lines =
    fromHtml.length > 0 ? fromHtml : [fromText.join('\n')].flatMap((text) => text.split(/\n{2,}/));
  const end = lines.findIndex((line) => history.test(line.trim()) || /^--\s*$/.test(line));
  return {
    paragraphs: end < 0 ? lines : lines.slice(0, end),
    properties: { 'og:title': mail.subject, author: mail.from?.name, date: mail.date },
    isStated: false,
  };
}
