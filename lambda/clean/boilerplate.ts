import type { RuleName } from '../article.ts';

/** A line that is certainly not the article, wherever it stands. */
export interface BoilerplateRule {
  /** Stands in `removed`. */
  readonly id: RuleName;
  readonly pattern: RegExp;
  /** Why no article's own sentence reads like that. */
  readonly reason: string;
  /** Longest line it applies to, in UTF-16 code units: long ones hold more than the phrase. @default 160 */
  readonly maxLength?: number;
  /** Is a line that states something, and not in the voice in which a site speaks to readers, left alone? Its words open sentences, too. */
  readonly sparesStatements?: true;
}

export const defaultMaxLength = 160;

/**
 * In the order they are tried. The pattern is matched against the whole line, white space collapsed. `u` only where it asks for a
 * property of Unicode: ignoring case, it makes `\b` several times as slow. Where words are looked for all over the line, it is asked
 * first whether the line has what must stand there.
 */
export const boilerplateRules: readonly BoilerplateRule[] = [
  {
    id: 'advertisement',
    pattern:
      /^[\s\p{P}]*(?:advertisements?|advertising|sponsored(?: content)?|promoted(?: content)?|story continues below(?: this)? (?:ad|advertisement)|article continues (?:below|after).*|skip ad(?:vertisement)?|anzeige|werbung|publicit[ée]|publicidad|광고|広告|スポンサーリンク|\[?pr\]?)[\s\p{P}]*$/iu,
    reason: 'marks the place of an advertisement',
  },
  {
    id: 'app-prompt',
    pattern:
      /^(?:open|read|continue|view|get|download|install|watch)(?: (?:it|this|now|the story))? (?:in|on|our|the)(?: (?:the|our|mobile))*(?: [\w’' ]{0,24})? ?app(?:lication)?(?: (?:now|today|for .*))?[.!]?$|^.{0,20}앱에서 (?:보기|열기)$|^.{0,20}アプリで(?:読む|開く|見る)$/i,
    reason: 'asks to open the page in an app',
  },
  {
    id: 'share-bar',
    pattern:
      /^(?:[\d,.]*\s*)?(?:share(?: (?:this|on|via|with|to|article|story|post)[^.!?,]{0,40}[.!]?)?|tweet|retweet|pin it|whats ?app|facebook|twitter|x|linkedin|telegram|reddit|e?-?mail|copy (?:link|url)|print(?: (?:this|article|page))?|save(?: (?:article|story))?|bookmark|follow us.*|공유(?:하기)?|페이스북|트위터|카카오톡|카카오스토리|네이버 ?(?:블로그|밴드)|밴드|링크 ?복사|url ?복사|인쇄(?:하기)?|스크랩|글자 ?크기.*|글씨 ?(?:크기|키우기|줄이기).*|シェア(?:する)?|ツイート|ポスト|印刷(?:する)?|保存(?:する)?|リンクをコピー|はてなブックマーク|line|merken|drucken|teilen)(?:\s*[|·•,/]\s*[\p{L} -]{1,20})*$/iu,
    reason: 'a button to share or keep the page',
    sparesStatements: true,
    maxLength: 100,
  },
  {
    id: 'reading-time',
    pattern:
      /^(?:reading time:? ?)?(?:\d+|a|one|two|three|four|five)[ -]?min(?:ute)?s?\.?(?: read| to read| reading)?\.?$|^読了(?:目安)?(?:時間)?[\s:：]*\d+分$/i,
    reason: 'says how long reading takes',
  },
  {
    id: 'counter',
    pattern:
      /^[\d,.]+\s?[km]?\s?(?:views?|shares?|comments?|responses?|replies|likes?|reactions?|retweets?|followers?|subscribers?|回|件|人)$|^(?:[\d,]+|one) (?:comments?|responses?|replies|thoughts?) (?:on|to) ["“‘«].{0,140}["”’»]$|^(?:views?|shares?|comments?|likes?|조회수?|댓글(?:수)?|추천(?:수)?|좋아요|싫어요|공감|구독|화나요|슬퍼요|후속기사 원해요|いいね！?|コメント)[\s:：]*\(?[\d,.]*\)?\s?(?:개|건|명|件)?$|^(?:no|leave a|post a|add a|view|show|read|write a?) comments?(?: \(\d+\))?$/i,
    reason: 'counts readers, likes or comments',
  },
  {
    id: 'read-more',
    pattern:
      /^[\s\p{P}\p{S}]*(?:(?:read|see|watch|listen)(?: more| also| next|:)(?:\b|:|\s).*|related\s*[:：].*|more on this(?: story)?:?|also read.*|read (?:the )?(?:full|original) (?:story|article).*|continue reading.*|(?:more|latest|most read|don['’]t miss|must read|recommended|you (?:may|might) (?:also )?(?:like|be interested).*|editor['’]?s picks?|trending(?: now| topics| news)?|top stories|more (?:stories|news|from|on|in) .{0,40})\s*[:：]?|mehr zum thema.*|lesen sie (?:auch|mehr).*|lire aussi.*|à lire aussi.*|leer más.*|lea también.*|leia (?:mais|também).*|leggi anche.*|lees ook.*|czytaj (?:też|także|więcej).*|читайте также.*|더 ?보기|기사 ?더 ?보기|관련 ?기사.*|관련 ?뉴스.*|인기 ?기사.*|많이 ?본 ?(?:뉴스|기사).*|주요 ?(?:뉴스|기사).*|추천 ?(?:뉴스|기사).*|다른 ?기사.*|이 ?기자의 ?다른.*|【?関連(?:記事|ニュース|リンク).*|あわせて読みたい.*|こちらも(?:読まれて|おすすめ).*|続きを読む(?!には).*|もっと(?:見る|読む).*|ランキング|人気記事.*|おすすめ(?:記事)?.*|次の(?:ページ|記事).*|(?:この記事の)?写真をすべて見る.*|→.*記事.*)$/iu,
    reason: 'leads to another article',
    sparesStatements: true,
    maxLength: 220,
  },
  {
    id: 'related-heading',
    pattern:
      /^(?:(?:[\p{L}&]+ ){0,2}(?:related|re[al]{2}ted)(?: (?:articles?|news|stories|story|coverage|content|posts?|topics?|links?|reading|items))?|(?:more )?(?:from|in) this (?:section|author)|latest (?:news|stories|headlines))\s*[:：]?$/iu,
    reason: 'opens a list of other articles',
    maxLength: 60,
  },
  {
    id: 'auto-published-disclaimer',
    pattern:
      /^(?:[\s(*–—-]*)(?:disclaimer\s*[:：].*|(?:this|the) (?:story|article|post|report|copy|content|news|feed) (?:has been|is|was) (?:auto-?(?:matically )?(?:published|generated)|(?:published|sourced|taken|generated) from (?=.*\b(?:feeds?|agenc(?:y|ies)|wires?|syndicated|sources)\b)|not (?:been )?(?:edited|reviewed) by (?=.*\b(?:staff|team|desk|editors?)\b)).*|.*(?:auto-?generated|auto-?published) from (?:a|an) (?:syndicated|agency|wire)? ?feed.*|(?:except for|apart from) the headline,? this (?:story|article|report) has not been edited.*|.*has not been edited by (?=.*\b(?:staff|team|desk|editors?|syndicated|feed)\b).+)$/i,
    reason: 'says that the page was published by a machine',
    maxLength: 500,
  },
  {
    id: 'copyright',
    pattern:
      /^.{0,80}(?:©|\(c\) ?\d{4}|\bcopyright (?:©|\(c\)|\d{4}|by\b|notice)|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|(?:無断(?:転載|複製|複写)|転載(?:を)?禁(?:じ|止)|著作権は.{0,30}(?:属|所有))(?!.*(?<!ます|ません|ください)。$)|(?:무단 ?(?:전재|복제|배포|전제)|재배포 ?금지|저작권자)(?!.*(?<!니다)\.$)|ⓒ).*$/i,
    reason: 'states who owns the text',
    maxLength: 260,
  },
  {
    id: 'legal-notice',
    pattern:
      /^(?=.*(?:site|registered|letters|council|ipso|standards))(?!.*\b(?:said|says|told)\b)(?:(?=.*\b(?:we|our|us|you|your|information)\b)(?=.*\b(?:(?:this|our) (?:web ?)?site|(?:third[- ]party|external|linked) (?:web ?)?sites)\b).*\b(?:liab(?:le|ility)|warrant(?:y|ies)|no (?:responsibility|control)|not responsible|(?:terms|conditions) of use|terms (?:of service|and conditions)|user agreement|privacy policy|you (?:agree|consent|accept)|constitutes? (?:acceptance|agreement|legal|financial|medical|(?:\w+ )?advice)|information(?:al)? purposes only)\b.*|.*\bis published\b.{0,40} by\b.{0,60}\b(?:ltd|limited|llc|inc|plc|gmbh)\b.{0,20}\bregistered\b.*|letters (?:to the editor|for publication) (?:should|must|may)\b.*\b(?:words|name|address|edited)\b.*|.*\b(?:we|publisher|newspaper|title|website) (?:is|are) (?:a )?(?:member|subject|regulated|signatory)\b.*\b(?:press council|ipso|independent press standards)\b.*)$|^(?:当|本)(?:サイト|ウェブサイト|ホームページ).*(?:責任|免責|保証|利用規約).*(?:ます|ません|です)。$|^(?:본|당) ?(?:사이트|웹사이트|홈페이지).*(?:책임|보증|면책|약관).*니다\.$|^.{0,120}\b(?:dieser website|unserer (?:web)?(?:site|seite))\b.*(?:haftung|gewähr|nutzungsbedingungen).*$|^(?!.*\b(?:said|says|told)\b)(?:.{0,60} )?this (?:press |news )?(?:release|statement|report) (?:may )?(?:contains?|includes?) .{0,40}\bforward-looking (?:statements|information)\b.*\b(?:differ|risks?|uncertaint\w+|within the meaning)\b.*$/i,
    reason: 'says what the site answers for, and what whoever reads it agrees to',
    maxLength: 600,
  },
  {
    id: 'no-republication',
    pattern:
      /^.{0,60}(?:this material may not be published, broadcast|may not be (?:reproduced|republished|redistributed)(?=.*\b(?:permission|consent|in any form|in whole)\b)|reproduction (?:is )?prohibited|for (?:more|all) (?:the )?latest .{0,40}(?:follow|download|click)|stay (?:updated|tuned) (?:with|to)(?=.*\b(?:latest|more|updates?|us|our|app|channel)\b)|click here (?:to|for)(?!.*\b(?:said|says|told)\b)).*$/i,
    reason: 'forbids copying or advertises the site',
    maxLength: 300,
  },
  {
    id: 'korean-tail',
    pattern:
      /^[\s\p{P}\p{S}]*(?:제보는.*|(?:카카오톡|카톡) ?(?:에서|으로|:).{0,60}제보.*|▶.{0,120}|☞.{0,120}|※ ?(?:기사|저작|외부 ?(?:필자|기고)|[이본] ?(?:기사|칼럼|글|기고)[는은의]).{0,80}|구독(?:하기|자)?(?: ?\d[\d,.만]*)?(?: ?응원)?|응원(?:하기)?|기사 ?(?:제보|저장|원문|공유|추천).{0,60}|네이버(?:에서)? .{0,40}(?:구독|채널).{0,30}|.{0,30}채널 ?(?:구독|추가).{0,30}|이 ?기사를? ?공유.*|댓글 ?(?:쓰기|달기|남기기|운영).*|본문 ?바로가기|(?:메뉴|검색창?) ?(?:바로가기|열기|닫기)|뉴스레터 ?(?:신청|구독).*|로그인|회원가입|(?:제보|문의)\s*[:：].*|프린트|가\+?|가-|기사 ?입력|음성으로 ?듣기|번역 ?설정|요약 ?보기)$/iu,
    reason: 'what Korean news sites put around an article',
    sparesStatements: true,
    maxLength: 200,
  },
  {
    id: 'korean-reporter-line',
    pattern:
      /^[\s\p{P}]*(?:[가-힣]{2,6} ?[=＝] ?)?(?:[가-힣]{2,4}(?:[·,\s]+[가-힣]{2,4}){0,3} ?(?:선임|전문|수습|인턴)? ?(?:기자|특파원)[\s/|(]*)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[\s)]*(?:다른 ?기사 ?보기)?$/iu,
    reason: 'gives the reporter’s address at the end',
  },
  {
    id: 'japanese-tail',
    pattern:
      /^[\s\p{P}\p{S}]*(?:(?:有料|会員限定|有料会員限定)(?:会員)?(?:記事|コンテンツ).{0,60}|(?:無料)?会員登録(?:する|はこちら|して.{0,30})?|ログイン(?:する|して(?:読む|続きを読む|ください))?|新規(?:会員)?登録(?:する|はこちら)?|紙面(?:ビューアー|で読む).{0,30}|フォロー(?:する)?|公式(?:X|Twitter|LINE|アカウント).{0,40}|記事を(?:保存|印刷|共有|シェア).{0,20}|この記事(?:を|の)(?:シェア|共有|感想|写真).{0,30}|コメント(?:を(?:書く|見る|投稿).*)?|前の記事.*|トップへ戻る|ページ(?:の先頭|トップ).*|メールマガジン.{0,40}|ニュースレター.{0,40})$/iu,
    reason: 'what Japanese news sites put around an article',
    sparesStatements: true,
    maxLength: 160,
  },
  {
    id: 'newsletter',
    pattern:
      /^[\s\p{P}\p{S}]*(?:(?:sign up|subscribe|register)(?: now| today| here)?(?: (?:to|for|here)\b(?:[^.!?,]{0,60}:?|.*\b(?:newsletters?|our|us|free|inbox|e-?mails?|alerts?|briefings?|channel|podcast|updates|notifications|latest|news|daily|recipes|keep reading|(?:get|receive) the)\b.*))?[.!]?|(?:get|receive) .{0,60}(?:in your inbox|newsletter|delivered(?: (?:\w+ )?to your?\b.*|(?: (?:daily|weekly|each \w+))?[.!]?$)).*|(?=.*(?:inbox|newsletter))(?:.{0,120}\bin your inbox\b.{0,60}|[^.!?]{0,60}\bnewsletters?\b[^.!?]{0,60})|(?=.*newsletter).{0,120}[.!:–—-] (?:sign up|subscribe)(?: here| now| today)[.!]?|unsubscribe(?:\s?[|·].{0,60})?|you(?:['’]re| are) receiving this (?:e-?mail|newsletter|message) (?:because|as|at)\b.{0,120}|(?:view|open|read) (?:this (?:e-?mail )?)?in (?:your |a |the )?browser[.!]?|was this (?:e-?mail |newsletter )?forwarded to you\b.{0,80}|(?:update|manage) (?:your )?(?:e-?mail )?preferences|enter your e-?mail.*|by signing up,? (?:you|I|to|for)\b.*|your e-?mail(?: address)?(?: (?:is|will|won|has been|below|here|\()\b.*)?[\s:*]*|log ?in|sign in|my account|join (?:us|now)[^.!?,]{0,40}[.!]?|abonnieren.*|newsletter abonnieren.*|s['’]abonner.*|suscr[ií]be(?:te|rse).*)$/iu,
    reason: 'asks to subscribe',
    maxLength: 160,
  },
  {
    id: 'paywall',
    pattern:
      /^(?:to (?:(?:continue|keep) reading|read more|read the (?:full|rest of the))(?: (?:(?:this|the) )?(?:\w+ )?(?:article|story|content|report))?(?:[\s.:…]*$|,? (?:please |you (?:must|need to|have to) )?(?:subscribe|log ?in|sign (?:in|up)|register|create an account|become a (?:subscriber|member)|start your|click here)\b.{0,100})|read the full (?:story|article) with.{0,100}|(?:log|sign) in to (?:continue|(?:continue|keep) reading\b.{0,100}|read (?:more|on|(?:the|this) (?:full|rest|whole|article|story))\b.{0,100})[.!]?$|already (?:a subscriber|a member|have an account|subscribed)(?:\s?[?!].{0,60}|[.,:]?(?: please)? (?:log|sign) ?in\b.{0,60}|\.?$)|this (?:article|story|content|post) is (?:(?:only |exclusively )?(?:available )?(?:for|to) |reserved for )(?:\w+ )?(?:subscribers|members)(?: only)?(?:[.!].{0,60})?$|you(?:['’]ve| have) (?:read|used) (?:all (?:of )?)?your (?:last |final |monthly )?(?:\w+ )?free (?:articles?|stories)\b.{0,80}$|you(?:['’]ve| have) reached your (?:monthly |free |article ){0,2}limit\b.{0,80}$|(?:subscribe|sign up|register|create (?:an|a free) account|become a (?:subscriber|member))(?: now| today)? to (?:(?:continue|keep)(?: reading)?(?: (?:this|the) (?:full )?(?:article|story|content|post))?|(?:unlock|read) (?:this|the (?:full|whole|rest of (?:the|this))) (?:article|story|content|post))[.!]?$|est[ea] (?:contenido|artículo|noticia|conteúdo|artigo|notícia) (?:es|é|está) (?:exclusiv[oa]|reservad[oa]|s[oó]lo|apenas) (?:para|a)(?: (?:nuestros|nossos|los|os))? (?:suscriptores|assinantes)(?:[.!].{0,80})?$|(?:cet article|ce contenu|la suite de cet article) est réservée? aux abonnés(?:[.!].{0,80})?$|diese[rs]? (?:artikel|inhalt|text|beitrag) ist (?:nur |exklusiv |ausschließlich )?für (?:unsere |registrierte )?(?:[\w-]+-)?abonnent(?:en|innen)(?: (?:verfügbar|lesbar|zugänglich))?(?:[.!].{0,80})?$|この記事は(?:有料|会員限定)(?!.*[たるいうだ]。$).{0,60}$|[(（]?残り\s?[\d,]+\s?文字(?:[\s）)]*|[\s（(／/].{0,60})$|続き(?:を|は)(?:読む|お読みになる|ご覧になる)には.{0,30}(?:登録|ログイン|購読|購入)(?!.*[たるいうだ]。$).{0,30}$|ログインして続きを(?!.*[たるいうだ]。$).{0,30}$|(?:有料)?会員(?:になる|登録(?:する)?)?(?:すると|と|で|して|限定).{0,50}(?:です|ます|ません|ください)。?$|(?:이|본|해당) ?(?:기사|글|콘텐츠)[는은] ?(?:유료 ?)?(?:회원|구독자) ?전용(?!.*(?<!니)다\.$).{0,80}$|(?:유료 ?회원|구독자|회원) ?전용 ?(?:기사|콘텐츠|뉴스)?(?:입니다)?\.?$|(?:로그인|구독)(?:하시면|하면| ?후) .{0,60}(?:볼|읽을|보실|읽으실) 수 있습니다\.?$)/i,
    reason: 'asks to pay for the rest',
  },
  {
    id: 'cookie-notice',
    pattern:
      /^.{0,160}(?:\bwe(?: and our partners)? use cookies\b|\bthis (?:web)?site uses cookies\b|\bcookie (?:policy|settings|preferences|consent)\b(?=[^.]*$|.*\b(?:you|your|our|we|cookies?)\b)|\b(?:you|your|our|we|cookies?)\b.*\bcookie (?:policy|settings|preferences|consent)\b|\baccept (?:all )?cookies\b|쿠키를 사용(?!.*(?<!니다)\.$)|クッキー(?:を使用|の使用)(?!.*(?<!ます|ません|ください)。$)|verwenden wir cookies|utilise des cookies|utiliza cookies).*$/i,
    reason: 'asks for consent',
    maxLength: 260,
  },
  {
    id: 'tags-line',
    pattern:
      /^(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)|labels?|schlagw(?:ö|oe)rter|themen|etiquetas|태그|키워드|タグ|キーワード)\s*[:：].*$/i,
    reason: 'lists key words',
    maxLength: 240,
    sparesStatements: true,
  },
  {
    id: 'hashtags-line',
    pattern: /^(?:#[\p{L}\p{N}_]+[\s,]*)+$/u,
    reason: 'lists key words',
    maxLength: 240,
  },
  {
    id: 'picture-credit',
    pattern:
      /^[\s[({]*(?:photo(?:graph)?s?|images?|pictures?|picture credit|photo credit|credit|foto|fotos|bild|사진|写真|画像|(?:file|representational|representative) (?:photo|image|picture))\s*(?:(?:[:：/=]|credit).{0,120}|by\b(?:(?: \S+){1,3}|.{0,120}(?<!\w{3}[.!?])))$/i,
    reason: 'says who took the picture',
    maxLength: 140,
  },
  {
    id: 'credit-in-brackets',
    pattern:
      /^(?=.*[)\]]$).{0,300}[([](?:[^()[\]]{2,40}\s?[/／]\s?[^()[\]]{2,40}|[^()[\]]{2,40}\s?(?:제공|촬영|提供|撮影)[^()[\]]{0,40})[)\]]$/i,
    reason: 'describes a picture and says whose it is',
    maxLength: 400,
  },
  {
    id: 'agency-tail',
    pattern:
      /^[\s([–—-]*(?:(?:additional )?reporting|writing|editing|compiled|edited)(?: and (?:writing|editing|reporting))? by\b(?! (?:(?!and )[^;,. ]+ ){4}|.*\b(?:said|says|has|have|had|was|were|is|are|took|found)\b).{0,240}$|^[\s([–—-]*with (?:agency |additional )?(?:inputs?|reporting) from\b.{0,80}$/i,
    reason: 'names who reported and edited, at the end of agency copy',
    maxLength: 260,
  },
  {
    id: 'author-note',
    pattern:
      /^(?:the )?(?:views?|opinions?)(?: and opinions)? expressed (?:(?:here(?:in)?|(?:in|on) (?:this \w+|the (?:article|column|post|piece|commentary))|by (?:the |our )?(?:author|writer|columnist|contributor)s?(?: (?:here|in this \w+))?) (?:are|is|belong|do|does|may|don['’]t)\b|are (?:solely |entirely |strictly )?(?:personal|those of the (?:author|writer|columnist|contributor)|the (?:author|writer)|(?:his|her|their|my) own\.?$)).{0,240}$|^(?:.{0,200}[.!?;,)] ?)?(?:(?:you|readers) (?:can|may) (?:also )?|please )?(?:reach|contact|e-?mail|follow|write to) (?:her|him|them|me|us|the (?:author|writer|reporter)) (?:at|on|via|by) (?=.*(?:@|https?:|www\.|\.(?:com|org|net|co)\b|\d{3}|\b(?:twitter|x|facebook|instagram|linkedin|threads|bluesky|mastodon|telegram|signal|e-?mail)\b)).{0,120}$|^.{0,200}\b(?:reach|contact|e-?mail|write to) (?:her|him|them|me|us|the (?:author|writer|reporter)) (?:at|on|via|by) [^ ]*@.{0,120}$|^to (?:reach|contact) the (?:author|writer|reporter|editor)s?\b.{0,240}$|^(?:this|the) (?:interview|conversation|article|piece|story) (?:has been|was) (?:lightly |slightly )?(?:edited|condensed)(?: and (?:lightly |slightly )?(?:edited|condensed))?(?: for\b.{0,80})?[.)]*$/i,
    reason: 'speaks of the author or of how the text was made',
    maxLength: 360,
  },
  {
    id: 'asian-caption',
    pattern:
      /^(?=.*(?:[＝=/|]|제공$|기자$))(?:.{0,200}[＝=]\s?[^。＝=]{1,60}(?:撮影|提供|写す)(?:[（(][^（）()]{1,30}[）)])?|.{1,200}＝[^。＝]{0,10}\d{1,2}月\d{1,2}日[^。＝、]{0,4}(?:、[^。＝]{1,24})?|.{1,160}(?:[\s.…”’"')\]]\/|(?<!(?:기자|특파원)\s?)=|\|)\s?(?!\d)(?:[^\s.,=/|)\]]{1,15} ?){1,3}(?:제공|촬영)(?:\.|\s?사진)?|.{1,160}(?<!다)\. (?:[^\s.,]{1,12} )?[^\s.,]{1,12}(?:[군시구도청회사부원관단처소당교씨]|은행|그룹|경찰) 제공|.{1,160}(?<!다)\. [강고곽구권김남노류문민박배백서성손송신심안양오우유윤이임장전정조주차최하한허홍황][가-힣]{2} ?기자|.{2,160}\s?[/=]\s?(?:연합뉴스|뉴시스|뉴스1|로이터|EPA|AP|AFP)(?:[ =·/]?(?:연합뉴스|뉴시스|뉴스1))?)$/,
    reason: 'ends in who took or gave the picture, or in when and where, as Korean and Japanese captions do',
    maxLength: 240,
  },
  {
    id: 'caption-with-credit',
    pattern:
      /^.{0,300}[\s([|.](?:photos?|images?|pictures?|file photo|foto|bild|사진|写真|画像)(?: credit| by)?\s?[:=：＝／/]\s?\p{L}[^.!?。]{0,60}[)\]]?$/iu,
    reason: 'describes a picture and says who took it',
    maxLength: 400,
  },
];

/** What a report closes with: a Korean or Japanese ending, or a clause of a few words after a comma, as who said it is given. */
const reportEnd = /(?:다\.|[たるいうだ]。)["'”’」』)）]*$|, \S+(?: \S+){1,9}\.["'”’)]*$/u;
/** The endings in which Korean and Japanese sites ask and tell, where reports have the plain ones. */
const speaksToReaders = /(?:です|ます|ません|ください|니다|세요|십시오)[.。]["'”’」』)）]*$/u;

/** Does the line state something as an article does? */
function isStatement(line: string): boolean {
  return reportEnd.test(line) && !speaksToReaders.test(line) && !/^[^.,。、]{1,24}[:：]/.test(line);
}

/** @returns the rule that says the line is not the article, if one does */
export function ruleAgainst(line: string): BoilerplateRule | undefined {
  return boilerplateRules.find(
    (rule) =>
      line.length <= (rule.maxLength ?? defaultMaxLength) &&
      rule.pattern.test(line) &&
      !(rule.sparesStatements && isStatement(line)),
  );
}
