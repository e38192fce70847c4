import { type Block, isLink } from './page.ts';

/** A page that stands where an article was asked for. */
interface Wall {
  /** Words of which every paragraph or nearly every one has some. */
  readonly words: RegExp;
  /** What it is, and why no article reads like that. */
  readonly reason: string;
  /** Longer is an article on the matter. In UTF-16 code units. */
  readonly maxLength: number;
}

const walls: readonly Wall[] = [
  {
    words:
      /\b(?:cookies?|consent|our (?:\d+ )?partners|personal(?:ised)? (?:data|advertising)|process(?:ing)? (?:of )?(?:your )?(?:personal )?data|legitimate interests?|privacy (?:policy|page|settings|notice))\b|쿠키|개인정보|クッキー|個人情報|datenschutz|einwilligung|confidentialité/i,
    reason: 'asks for consent: articles hardly ever speak of cookies and personal data in every paragraph',
    maxLength: Number.POSITIVE_INFINITY,
  },
  {
    words:
      /\b(?:sign(?:ed|ing)?[ -]?(?:in|up)|log(?:ged|ging)?[ -]?(?:in|on)|register|password|(?:an|your|my|free) account|subscribers?|subscription|terms (?:of|and) (?:service|use|conditions)|anmelden|passwort|mot de passe|contraseña)\b|로그인|비밀번호|회원 ?가입|회원 ?전용|이용 ?약관|ログイン|パスワード|会員登録|会員限定|利用規約/i,
    reason: 'asks to log in',
    maxLength: 800,
  },
  {
    words:
      /\b(?:page|article|story|link|url|address)\b.{0,60}\b(?:not (?:be )?found|(?:does|do|did)(?: not|n['’]t) exist|(?:moved|removed|deleted)|no longer|unavailable|expired|looking for)\b|\berror 4\d\d\b|\b(?:back|return|go) to (?:the|our) (?:home ?|front ?)page\b|\bcheck the (?:url|address)\b|seite (?:wurde )?nicht gefunden|page (?:est )?introuvable|(?:페이지|기사)[를가는을은]? ?(?:찾을 수 없|존재하지 않|삭제되)|(?:ページ|記事)[がは]?(?:見つかりません|存在しません|削除され)/i,
    reason: 'says that there is no such page',
    maxLength: 800,
  },
  {
    words:
      /\bnot a robot\b|\b(?:you are|you['’]re) (?:a )?human\b|\bunusual (?:traffic|activity)\b|\b(?:enable|disable|turn (?:on|off)|allow) (?:javascript|cookies|(?:your )?ad ?block\w*)\b|\baccess (?:to this \w+ )?(?:is |has been |was )?denied\b|\baccess (?:can ?not|can['’]t) be granted (?:at this time|today)\b|\bpermission to access\b.{0,80}\bserver\b|\bthink you (?:are|were) a (?:ro)?bot\b|\b(?:checking|update|upgrade) your browser\b|\bcaptcha\b|자바스크립트|로봇이 아닙니다|비정상적인 (?:접근|접속)|접근이 (?:거부|제한|차단)|JavaScript ?を有効|ロボットではありません|アクセスが(?:拒否|制限|集中)/i,
    reason: 'asks whether a person reads, or another browser',
    maxLength: 800,
  },
];
const leastSpeaking = 0.6;
/** In the voice in which a site speaks to whoever reads it: reports of the same matters are not. */
const speaksToReader =
  /\b(?:you|your|yours|we|our|us|please|sie|ihre?|votre|vous)\b|(?:니다|세요|십시오)[.。]?|(?:ください|ます|ません|です|でした)/i;

/** Are these paragraphs no article, but what stands before one or in place of one? */
export function isWall(paragraphs: readonly string[]): boolean {
  const length = paragraphs.reduce((sum, text) => sum + text.length, 0);
  return walls.some(({ words, maxLength }) => {
    if (length > maxLength) return false;
    const speaking = paragraphs.filter((text) => words.test(text) && speaksToReader.test(text));
    return speaking.length > leastSpeaking * paragraphs.length;
  });
}

/** Fewer may be paragraphs of an article below linked subheadings. */
const fewestTeasers = 3;
const leastTeasers = 0.6;
/** In UTF-16 code units: a shorter link is a day or a section, no headline; a longer paragraph is an article's. */
const teaserLength = { shortestLink: 12, longestText: 300 };

/** Is what was kept of the page for the most part lines below the headlines of other pages, in lists or set as headings, as on a front page? */
export function isListOfTeasers(
  blocks: readonly { readonly block: Block; readonly role: string }[],
): boolean {
  let kept = 0;
  let teasers = 0;
  let inTeasers = 0;
  for (const [index, { block, role }] of blocks.entries()) {
    const above = blocks[index - 1]?.block;
    if (role !== 'body' || isLink(block)) continue;
    kept += block.text.length;
    if (above === undefined || (above.kind !== 'heading' && above.kind !== 'list-item')) continue;
    if (!isLink(above) || above.text.length < teaserLength.shortestLink) continue;
    if (block.text.length > teaserLength.longestText) continue;
    teasers++;
    inTeasers += block.text.length;
  }
  return teasers >= fewestTeasers && inTeasers >= leastTeasers * kept;
}
