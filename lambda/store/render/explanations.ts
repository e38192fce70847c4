import type { CheckName, RejectionReason, RemovalReason, RuleName } from '../../article.ts';
import type { Phrase } from './languages.ts';

/** Why a block was taken for something else than the article, by the rule that said so. */
const removalReasons: Readonly<Record<RuleName, Phrase>> = {
  advertisement: {
    en: 'place of an advertisement',
    ko: '광고 자리',
    ja: '広告の場所',
  },
  'app-prompt': { en: 'prompt to open an app', ko: '앱으로 열라는 안내', ja: 'アプリへの誘導' },
  'share-bar': {
    en: 'button to share or keep the page',
    ko: '공유·저장 단추',
    ja: '共有・保存ボタン',
  },
  'reading-time': { en: 'reading time', ko: '읽는 시간 표시', ja: '読了時間の表示' },
  counter: { en: 'counter of readers or comments', ko: '조회수·댓글 수', ja: '閲覧数・コメント数' },
  'read-more': { en: 'lead to another article', ko: '다른 기사로 가는 안내', ja: '他の記事への誘導' },
  'related-heading': { en: 'heading of other articles', ko: '관련 기사 제목', ja: '関連記事の見出し' },
  'auto-published-disclaimer': {
    en: 'notice of automatic publishing',
    ko: '자동 게재 안내문',
    ja: '自動配信の断り書き',
  },
  copyright: { en: 'copyright notice', ko: '저작권 표시', ja: '著作権表示' },
  'legal-notice': {
    en: 'legal notice of the site',
    ko: '사이트의 법적 고지',
    ja: 'サイトの免責・利用条件の表示',
  },
  'no-republication': {
    en: 'ban on copying, or advertising of the site',
    ko: '전재 금지 문구 또는 사이트 홍보',
    ja: '転載禁止の文言またはサイトの宣伝',
  },
  'korean-tail': {
    en: 'furniture of Korean news sites',
    ko: '한국 뉴스 사이트의 부속 문구',
    ja: '韓国ニュースサイトの付属文',
  },
  'korean-reporter-line': {
    en: 'reporter’s address',
    ko: '기자 이름과 전자우편',
    ja: '記者の連絡先',
  },
  'japanese-tail': {
    en: 'furniture of Japanese news sites',
    ko: '일본 뉴스 사이트의 부속 문구',
    ja: '日本のニュースサイトの付属文',
  },
  paywall: { en: 'request to pay for the rest', ko: '유료 구독 안내', ja: '有料会員の案内' },
  newsletter: { en: 'request to subscribe or log in', ko: '구독·로그인 안내', ja: '購読・ログインの案内' },
  'cookie-notice': { en: 'request for consent', ko: '쿠키 동의 안내', ja: 'クッキーの同意' },
  'tags-line': { en: 'key words', ko: '태그', ja: 'タグ' },
  'hashtags-line': { en: 'hashtags', ko: '해시태그', ja: 'ハッシュタグ' },
  'picture-credit': { en: 'picture credit', ko: '사진 출처', ja: '写真のクレジット' },
  'credit-in-brackets': {
    en: 'caption with credit',
    ko: '출처가 있는 사진 설명',
    ja: '提供元付きの写真説明',
  },
  'caption-with-credit': {
    en: 'caption with credit',
    ko: '출처가 있는 사진 설명',
    ja: '提供元付きの写真説明',
  },
  'asian-caption': { en: 'caption with credit', ko: '출처가 있는 사진 설명', ja: '提供元付きの写真説明' },
  'agency-tail': {
    en: 'line on who reported and edited',
    ko: '취재·편집자 표시',
    ja: '取材・編集者の表示',
  },
  'author-note': { en: 'note on the author', ko: '필자 소개', ja: '筆者についての注記' },
  'repeated-text': { en: 'repeats the article', ko: '본문과 겹치는 글', ja: '本文と重なる文' },
  'page-furniture': {
    en: 'stands on every page: header, footer or page number',
    ko: '쪽마다 있는 머리글·바닥글·쪽 번호',
    ja: '各ページの柱・フッター・ページ番号',
  },
  'glued-section': {
    en: 'section that was run into the headline',
    ko: '제목에 붙어 있던 섹션 이름',
    ja: '見出しにつながっていた欄名',
  },
  'struck-out': { en: 'struck out on the page', ko: '지면에서 지운 글', ja: '取り消し線の文' },
  'truncated-teaser': { en: 'cut-off teaser', ko: '잘린 미리보기', ja: '途中で切れた予告文' },
};

const notTheArticle: Phrase = {
  en: 'does not read like the article',
  ko: '기사 본문이 아닌 것으로 판단',
  ja: '記事本文ではないと判断',
};

const frontMatter: Phrase = {
  en: 'read and shown at the top',
  ko: '읽어서 맨 위에 표시함',
  ja: '読み取って冒頭に表示',
};

/** Says in words why a block was removed. */
export function explainRemoval(reason: RemovalReason): Phrase {
  if (isRule(reason)) return removalReasons[reason];
  return reason.startsWith('read as') ? frontMatter : notTheArticle;
}

function isRule(reason: RemovalReason): reason is RuleName {
  return Object.hasOwn(removalReasons, reason);
}

/** What each check of a translation asks the editor to do. */
export const checkAdvice: Readonly<Record<CheckName, Phrase>> = {
  number: { en: 'Check the numbers.', ko: '숫자를 확인하십시오.', ja: '数字をご確認ください。' },
  omission: {
    en: 'Check whether something is missing.',
    ko: '빠진 내용이 없는지 확인하십시오.',
    ja: '抜けがないかご確認ください。',
  },
  addition: {
    en: 'Check whether something was added.',
    ko: '더해진 내용이 없는지 확인하십시오.',
    ja: '余分な内容がないかご確認ください。',
  },
  date: {
    en: 'Check the date.',
    ko: '날짜와 요일을 확인하십시오.',
    ja: '日付と曜日をご確認ください。',
  },
  unit: {
    en: 'Check units and currencies.',
    ko: '단위와 통화를 확인하십시오.',
    ja: '単位と通貨をご確認ください。',
  },
  negation: {
    en: 'Check that it does not say the opposite.',
    ko: '뜻이 반대로 되지 않았는지 확인하십시오.',
    ja: '意味が逆になっていないかご確認ください。',
  },
  name: { en: 'Check the names.', ko: '이름을 확인하십시오.', ja: '名前をご確認ください。' },
  register: {
    en: 'Write all sentences in one register.',
    ko: '문체를 하나로 맞추십시오.',
    ja: '文体を統一してください。',
  },
  'wrong-language': {
    en: 'Check the language.',
    ko: '다른 언어가 섞였는지 확인하십시오.',
    ja: '別の言語が混ざっていないかご確認ください。',
  },
  untranslated: {
    en: 'Translate what was left.',
    ko: '번역되지 않은 부분이 있습니다.',
    ja: '訳されていない部分があります。',
  },
  repetition: {
    en: 'Remove the repetition.',
    ko: '같은 말이 되풀이됩니다.',
    ja: '同じ語句が繰り返されています。',
  },
  quote: {
    en: 'Check quotation marks and brackets.',
    ko: '따옴표와 괄호의 짝을 확인하십시오.',
    ja: '引用符と括弧の対応をご確認ください。',
  },
  encoding: { en: 'Replace the broken characters.', ko: '깨진 글자가 있습니다.', ja: '文字化けがあります。' },
  terminology: {
    en: 'Use the term of the list.',
    ko: '용어집의 표기를 쓰십시오.',
    ja: '用語集の表記をお使いください。',
  },
};

/** What is wrong with a rejected upload and what to do, in the words of whoever dropped it. */
export const rejectionAdvice: Readonly<Record<RejectionReason, Phrase>> = {
  empty: {
    en: 'The file is empty. Drop it again with the article in it.',
    ko: '빈 파일입니다. 기사 내용을 넣어 다시 올리십시오.',
    ja: 'ファイルが空です。記事を入れて、もう一度置いてください。',
  },
  'no-article': {
    en: 'No article was found: it may be a list, a login or a consent page. Open the article itself, close what covers it, and copy or save it again.',
    ko: '기사를 찾지 못했습니다. 목록, 로그인 또는 동의 화면일 수 있습니다. 기사 화면을 열고 가리는 창을 닫은 뒤 다시 복사하거나 저장하십시오.',
    ja: '記事が見つかりません。一覧、ログイン、同意の画面かもしれません。記事そのものを開き、覆っているものを閉じてから、コピーか保存をやり直してください。',
  },
  'unsupported-type': {
    en: 'This kind of file can’t be read. Copy the article’s text into a .txt file and drop that.',
    ko: '읽을 수 없는 형식의 파일입니다. 기사 글을 .txt 파일에 복사해 올리십시오.',
    ja: '読めない形式のファイルです。記事の文章を .txt ファイルにコピーして置いてください。',
  },
  'too-large': {
    en: 'The file is too large: 10 MB at most. Save the article alone, without pictures.',
    ko: '파일이 너무 큽니다. 최대 10MB입니다. 사진 없이 기사만 저장하십시오.',
    ja: 'ファイルが大きすぎます。上限は10MBです。写真を除いて記事だけを保存してください。',
  },
  undecodable: {
    en: 'The text can’t be read in any known character encoding. Save it as UTF-8 text or HTML and drop it again.',
    ko: '글자를 읽을 수 없습니다. UTF-8 텍스트나 HTML로 저장해 다시 올리십시오.',
    ja: '文字コードを判別できません。UTF-8のテキストかHTMLで保存し、もう一度置いてください。',
  },
  'no-text-layer': {
    en: 'The document holds pictures of text only. Copy the text from where it can be selected, or have it recognized first.',
    ko: '글자가 그림으로만 들어 있는 문서입니다. 선택할 수 있는 글을 복사하거나 먼저 문자 인식을 하십시오.',
    ja: '文字が画像としてだけ入っている文書です。選択できる文章をコピーするか、先に文字認識をしてください。',
  },
  damaged: {
    en: 'The file is damaged and can’t be opened. Save or download it again and drop the new copy.',
    ko: '파일이 손상되어 열 수 없습니다. 다시 저장하거나 내려받아 새 파일을 올리십시오.',
    ja: 'ファイルが壊れていて開けません。保存かダウンロードをやり直し、新しいファイルを置いてください。',
  },
};
