import type { Phrase } from './languages.ts';

/**
 * The sentences that results hold in English, for the reader in the other languages: findings of the checks, notes on the
 * upload, reasons why it was rejected or why there is no translation. `{}` stands for what was seen, as it is, and
 * `{phrase}` for another of these; in the same order in every language.
 */
const sentences: readonly Phrase[] = [
  {
    en: 'The translation is much shorter than its source: something may be missing.',
    ko: '번역이 원문보다 훨씬 짧습니다. 빠진 내용이 있을 수 있습니다.',
    ja: '訳が原文よりかなり短く、抜けがあるかもしれません。',
  },
  {
    en: 'The translation is much longer than its source: something may have been added.',
    ko: '번역이 원문보다 훨씬 깁니다. 더해진 내용이 있을 수 있습니다.',
    ja: '訳が原文よりかなり長く、余分な内容があるかもしれません。',
  },
  {
    en: 'The translation breaks off without an end.',
    ko: '번역이 끝맺지 않고 끊겼습니다.',
    ja: '訳が途中で切れています。',
  },
  {
    en: 'The translation has words in the script of another language.',
    ko: '번역에 다른 언어의 글자가 있습니다.',
    ja: '訳に別の言語の文字があります。',
  },
  {
    en: 'The translation has a passage in Chinese.',
    ko: '번역에 중국어로 된 부분이 있습니다.',
    ja: '訳に中国語の部分があります。',
  },
  {
    en: 'The translation seems to be Chinese.',
    ko: '번역이 중국어로 보입니다.',
    ja: '訳が中国語のようです。',
  },
  {
    en: 'Most of the text was left as it was in the source.',
    ko: '대부분이 원문 그대로 남아 있습니다.',
    ja: '大部分が原文のまま残っています。',
  },
  { en: 'Left untranslated: {}.', ko: '번역되지 않음: {}', ja: '未訳: {}' },
  {
    en: 'Not found in the translation: {}. It says {}.',
    ko: '번역에 없음: {}. 대신 있는 것: {}',
    ja: '訳に見当たらない: {}。代わりにあるもの: {}',
  },
  { en: 'Not found in the translation: {}.', ko: '번역에 없음: {}', ja: '訳に見当たらない: {}' },
  { en: 'Not in the source: {}.', ko: '원문에 없음: {}', ja: '原文にない: {}' },
  { en: '{} became {}.', ko: '{} → {}', ja: '{} → {}' },
  {
    en: 'Another unit than in the source, or none: {}.',
    ko: '단위가 원문과 다르거나 없음: {}',
    ja: '単位が原文と違うか、ない: {}',
  },
  {
    en: 'A negation may be lost: “{}”',
    ko: '부정하는 말이 빠졌을 수 있음: “{}”',
    ja: '否定が抜けているかもしれない: “{}”',
  },
  {
    en: 'One name in two spellings: {}.',
    ko: '같은 이름의 표기가 둘: {}',
    ja: '同じ名前の表記が二つ: {}',
  },
  { en: 'Left in Latin letters: {}.', ko: '로마자로 남음: {}', ja: 'ローマ字のまま: {}' },
  { en: 'Not the same name: {}.', ko: '같은 이름이 아님: {}', ja: '同じ名前ではない: {}' },
  {
    en: 'Names may be mixed up: {}.',
    ko: '이름이 뒤바뀌었을 수 있음: {}',
    ja: '名前が入れ替わっているかもしれない: {}',
  },
  { en: 'Repeated: “{}”.', ko: '되풀이됨: “{}”', ja: '繰り返し: 「{}」' },
  { en: 'Twice in a row: “{}”.', ko: '연이어 두 번: “{}”', ja: '続けて二度: 「{}」' },
  {
    en: 'A sentence stands twice: “{}”',
    ko: '같은 문장이 두 번 있음: “{}”',
    ja: '同じ文が二度ある: 「{}」',
  },
  { en: 'Not in pairs: {}.', ko: '짝이 맞지 않음: {}', ja: '対になっていない: {}' },
  {
    en: 'A mark of the engine or a broken character: {}',
    ko: '번역기가 남긴 표시 또는 깨진 글자: {}',
    ja: '翻訳エンジンの残した印か文字化け: {}',
  },
  {
    en: '“{}” should be “{}”.',
    ko: '용어집에 따르면 “{}” → “{}”',
    ja: '用語集では「{}」→「{}」',
  },
  {
    en: 'Two registers: {} of {} sentences end in {}, the others in {}.',
    ko: '문체가 섞임: {} / {}문장은 {}, 나머지는 {}',
    ja: '文体の混在: {} / {}文は{}、ほかは{}',
  },
  { en: 'No headline was found.', ko: '제목을 찾지 못했습니다.', ja: '見出しが見つかりません。' },
  {
    en: 'The text kept does not start near the headline: its beginning may be missing.',
    ko: '본문이 제목에서 떨어져 시작합니다. 앞부분이 빠졌을 수 있습니다.',
    ja: '本文が見出しから離れて始まっています。冒頭が抜けているかもしれません。',
  },
  {
    en: 'The page asks to pay or to log in for the rest below the text kept: its end may be missing.',
    ko: '본문 아래에서 나머지를 읽으려면 결제하거나 로그인하라고 합니다. 뒷부분이 빠졌을 수 있습니다.',
    ja: '本文の下で、続きを読むには支払いかログインが要るとしています。末尾が抜けているかもしれません。',
  },
  {
    en: 'It is not certain which part of the page is the article (confidence {}): compare the text with the page.',
    ko: '쪽의 어느 부분이 기사인지 확실하지 않습니다(확신도 {}). 원본 쪽과 견주어 보십시오.',
    ja: 'ページのどこが記事か確かではありません（確信度{}）。元のページと見比べてください。',
  },
  {
    en: '{} characters could not be read and stand as \uFFFD.',
    ko: '읽지 못한 글자 {}자는 \uFFFD로 표시했습니다.',
    ja: '読めなかった{}文字は\uFFFDで示しています。',
  },
  {
    en: 'The text had been saved in a wrong encoding (UTF-8 read as windows-1252) and was repaired.',
    ko: '글자 부호화가 잘못된 채 저장된 글(UTF-8을 windows-1252로 읽음)이어서 바로잡았습니다.',
    ja: '文字コードを誤って保存された文章（UTF-8をwindows-1252として読んだもの）だったので直しました。',
  },
  {
    en: 'The reading order of the PDF is unsure: compare the text with the page.',
    ko: 'PDF를 읽는 순서가 확실하지 않습니다. 원본 쪽과 견주어 보십시오.',
    ja: 'PDFの読み順が確かではありません。元のページと見比べてください。',
  },
  {
    en: 'Only the first {} of {} pages were read.',
    ko: '앞의 {}쪽만 읽었습니다(모두 {}쪽).',
    ja: '最初の{}ページだけを読みました（全{}ページ）。',
  },
  {
    en: 'The limit of characters to be translated in one day is reached. The translation follows by itself on the next day, or once the limit is raised.',
    ko: '하루에 번역할 수 있는 글자 수를 넘었습니다. 다음 날 또는 한도를 올리면 저절로 번역됩니다.',
    ja: '1日に翻訳できる文字数の上限に達しました。翌日、または上限を上げると自動で翻訳されます。',
  },
  {
    en: 'No engine was asked (--translator none) and the memory does not know every sentence. Run it again with another --translator.',
    ko: '번역기를 쓰지 않았고(--translator none) 번역 메모리에 없는 문장이 있습니다. 다른 --translator로 다시 실행하십시오.',
    ja: '翻訳エンジンを使わず（--translator none）、翻訳メモリにない文がありました。別の --translator で再実行してください。',
  },
  {
    en: 'Amazon Translate {phrase} ({} to {}, {}).',
    ko: 'Amazon Translate: {phrase} ({} → {}, {}).',
    ja: 'Amazon Translate: {phrase}（{} → {}、{}）。',
  },
  { en: 'does not translate this language', ko: '이 언어는 번역하지 않음', ja: 'この言語は翻訳しない' },
  { en: 'could not tell the language', ko: '언어를 판별하지 못함', ja: '言語を判別できない' },
  { en: 'refused the request', ko: '요청을 거절함', ja: '要求を拒否' },
  { en: 'refused a parameter', ko: '매개변수를 거절함', ja: 'パラメーターを拒否' },
  { en: 'found a request too long', ko: '요청이 너무 긺', ja: '要求が長すぎる' },
  {
    en: 'does not have the terminology that is set',
    ko: '설정된 용어집이 없음',
    ja: '設定された用語集がない',
  },
  {
    en: 'The local engine has no model from {} to {}; it knows {}. Use --translator amazon.',
    ko: '이 컴퓨터의 번역기에는 {} → {} 모델이 없습니다. 있는 모델: {}. --translator amazon을 쓰십시오.',
    ja: 'このコンピューターの翻訳エンジンには{} → {}のモデルがありません。あるモデル: {}。--translator amazon をお使いください。',
  },
  {
    en: '{}. Start it there, or name it in TRIBRIEF_LIBRETRANSLATE_URL.',
    ko: '{}. 그곳에서 LibreTranslate를 시작하거나 TRIBRIEF_LIBRETRANSLATE_URL에 주소를 지정하십시오.',
    ja: '{}。そこで LibreTranslate を起動するか、TRIBRIEF_LIBRETRANSLATE_URL にアドレスを指定してください。',
  },
  {
    en: 'What answers at {} is no LibreTranslate server (status {}). Name one in TRIBRIEF_LIBRETRANSLATE_URL.',
    ko: '{}에서 응답한 것은 LibreTranslate 서버가 아닙니다(상태 {}). TRIBRIEF_LIBRETRANSLATE_URL에 서버를 지정하십시오.',
    ja: '{}で応答したのは LibreTranslate のサーバーではありません（状態 {}）。TRIBRIEF_LIBRETRANSLATE_URL にサーバーを指定してください。',
  },
  {
    en: 'LibreTranslate at {} does not translate from {} to {}; it knows {}. Install the language there.',
    ko: '{}의 LibreTranslate는 {} → {} 번역을 하지 않습니다. 아는 언어: {}. 그 서버에 언어를 설치하십시오.',
    ja: '{}の LibreTranslate は{} → {}の翻訳ができません。使える言語: {}。そのサーバーに言語を追加してください。',
  },
  {
    en: 'LibreTranslate refused the request ({}). Set TRIBRIEF_LIBRETRANSLATE_KEY to a key of the server’s.',
    ko: 'LibreTranslate가 요청을 거절했습니다({}). TRIBRIEF_LIBRETRANSLATE_KEY에 서버의 키를 지정하십시오.',
    ja: 'LibreTranslate が要求を拒否しました（{}）。TRIBRIEF_LIBRETRANSLATE_KEY にサーバーのキーを指定してください。',
  },
  {
    en: 'LibreTranslate refused the request ({}).',
    ko: 'LibreTranslate가 요청을 거절했습니다({}).',
    ja: 'LibreTranslate が要求を拒否しました（{}）。',
  },
  {
    en: 'Translating it would have sent more than {} characters in all (--max-characters). Run it again: what was translated is kept, and the rest follows.',
    ko: '번역하면 모두 {}자보다 많이 보내게 됩니다(--max-characters). 다시 실행하십시오. 번역된 것은 남아 있고 나머지가 이어집니다.',
    ja: '翻訳すると送る文字数が合計{}を超えます（--max-characters）。再実行してください。翻訳済みのものは残り、続きから進みます。',
  },
  {
    en: '{phrase}. Run it again with a connection to the internet, set TRIBRIEF_MODELS_URL to a copy of the models, put the files into {}, or use --translator amazon.',
    ko: '{phrase}. 인터넷에 연결해 다시 실행하거나, TRIBRIEF_MODELS_URL에 모델 사본의 주소를 지정하거나, 파일을 {} 폴더에 두거나, --translator amazon을 쓰십시오.',
    ja: '{phrase}。インターネットに接続して再実行するか、TRIBRIEF_MODELS_URL にモデルの写しのアドレスを設定するか、ファイルを {} に置くか、--translator amazon をお使いください。',
  },
  {
    en: '{} could not be downloaded from {}: {}',
    ko: '{}을(를) {}에서 내려받지 못했습니다: {}',
    ja: '{} を {} からダウンロードできません: {}',
  },
  {
    en: '{} from {} is damaged: its SHA-256 is {}, it must be {}',
    ko: '{}({})이(가) 손상되었습니다. SHA-256: {}, 맞는 값: {}',
    ja: '{}（{}）が壊れています。SHA-256: {}、正しい値: {}',
  },
  { en: '{} could not be put in place', ko: '{}을(를) 제자리에 두지 못했습니다', ja: '{} を配置できません' },
  {
    en: 'The file is empty. Drop it again with the article in it.',
    ko: '빈 파일입니다. 기사 내용을 넣어 다시 올리십시오.',
    ja: 'ファイルが空です。記事を入れて、もう一度置いてください。',
  },
  {
    en: 'No article was found on the page: it may be a list, a login or a consent page. Open the article itself, close what covers it, and copy or save it again.',
    ko: '기사를 찾지 못했습니다. 목록, 로그인 또는 동의 화면일 수 있습니다. 기사 화면을 열고 가리는 창을 닫은 뒤 다시 복사하거나 저장하십시오.',
    ja: '記事が見つかりません。一覧、ログイン、同意の画面かもしれません。記事そのものを開き、覆っているものを閉じてから、コピーか保存をやり直してください。',
  },
  {
    en: 'The article is too short to be summed up: below its headline it must have {} words, or {} characters of Korean, Japanese or Chinese. Drop the whole article.',
    ko: '요약하기에는 기사가 너무 짧습니다. 제목 아래에 {}단어, 한국어·일본어·중국어는 {}자 이상이 있어야 합니다. 기사 전체를 올리십시오.',
    ja: '記事が短すぎて要約できません。見出しの下に{}語、韓国語・日本語・中国語では{}文字以上が必要です。記事全体を置いてください。',
  },
  {
    en: 'The file is a translation memory (TMX), not an article. Give it to a run with --memory FILE, or import it with npm run memory -- import FILE.',
    ko: '기사가 아니라 번역 메모리(TMX)입니다. 실행할 때 --memory FILE로 지정하거나 npm run memory -- import FILE로 가져오십시오.',
    ja: '記事ではなく翻訳メモリー（TMX）です。実行時に --memory FILE で指定するか、npm run memory -- import FILE で取り込んでください。',
  },
  {
    en: 'The file is a translation (XLIFF), not an article. Save it as TMX in the translation tool and import that with npm run memory -- import FILE.',
    ko: '기사가 아니라 번역 파일(XLIFF)입니다. 번역 도구에서 TMX로 저장해 npm run memory -- import FILE로 가져오십시오.',
    ja: '記事ではなく翻訳ファイル（XLIFF）です。翻訳ツールでTMXとして保存し、npm run memory -- import FILE で取り込んでください。',
  },
  {
    en: 'The file is data (JSON), not an article. Drop the page or the text that the article was taken from.',
    ko: '기사가 아니라 데이터(JSON)입니다. 기사가 있는 페이지나 글을 올리십시오.',
    ja: '記事ではなくデータ（JSON）です。記事のあるページか文章を置いてください。',
  },
  {
    en: 'The article has {} characters; at most {} can be processed. Drop it in parts.',
    ko: '기사가 {}자입니다. 최대 {}자까지 처리합니다. 나누어 올리십시오.',
    ja: '記事が{}文字あります。処理できるのは{}文字までです。分けて置いてください。',
  },
  {
    en: 'The file has {} MB; at most {} MB can be processed. Save the article alone, without pictures, and drop it again.',
    ko: '파일이 {}MB입니다. 최대 {}MB까지 처리합니다. 사진 없이 기사만 저장해 다시 올리십시오.',
    ja: 'ファイルが{}MBあります。処理できるのは{}MBまでです。写真を除いて記事だけを保存し、もう一度置いてください。',
  },
  {
    en: 'The file holds more than {} MB when it is unpacked. Drop the article alone.',
    ko: '압축을 풀면 {}MB가 넘습니다. 기사만 올리십시오.',
    ja: '展開すると{}MBを超えます。記事だけを置いてください。',
  },
  {
    en: "More than {} things are drawn on a page of the PDF. Drop the article's text alone.",
    ko: 'PDF의 한 쪽에 그려진 것이 {}개가 넘습니다. 기사의 글만 올리십시오.',
    ja: 'PDFの1ページに描かれたものが{}個を超えます。記事の文章だけを置いてください。',
  },
  {
    en: 'The file is not readable text in any known character encoding. Save it as UTF-8 text or HTML and drop it again.',
    ko: '글자를 읽을 수 없습니다. UTF-8 텍스트나 HTML로 저장해 다시 올리십시오.',
    ja: '文字コードを判別できません。UTF-8のテキストかHTMLで保存し、もう一度置いてください。',
  },
  {
    en: 'The PDF has no text layer: it holds pictures of pages. Run it through text recognition, or copy the article from its source.',
    ko: '글자가 그림으로만 들어 있는 PDF입니다. 문자 인식을 하거나 원래 있던 곳에서 기사를 복사하십시오.',
    ja: '文字が画像としてだけ入っているPDFです。文字認識をするか、記事を元の場所からコピーしてください。',
  },
  {
    en: 'The PDF is locked with a password. Save it without one and drop it again.',
    ko: '암호가 걸린 PDF입니다. 암호 없이 저장해 다시 올리십시오.',
    ja: 'パスワードのかかったPDFです。パスワードなしで保存し、もう一度置いてください。',
  },
  {
    en: "{phrase} can't be read: it is damaged or was cut off. Save or export it again and drop it once more.",
    ko: '{phrase}: 손상되었거나 중간에 끊겨 읽을 수 없습니다. 다시 저장하거나 내보내 올리십시오.',
    ja: '{phrase}: 壊れているか途中で切れていて読めません。保存か書き出しをやり直し、もう一度置いてください。',
  },
  {
    en: 'The file holds no article: there is {phrase} in it. Drop an article, or an archive of articles.',
    ko: '파일에 기사가 없습니다(있는 것: {phrase}). 기사나 기사를 묶은 압축을 올리십시오.',
    ja: 'ファイルに記事がありません（中身: {phrase}）。記事か、記事をまとめた圧縮ファイルを置いてください。',
  },
  {
    en: 'The package names its articles and holds none of them. Drop the news items themselves, together as a ZIP archive if you like.',
    ko: '기사 이름만 있고 기사는 들어 있지 않은 패키지입니다. 기사 자체를 올리십시오. ZIP으로 묶어도 됩니다.',
    ja: '記事の名前だけで、記事そのものは入っていないパッケージです。記事そのものを置いてください。ZIPにまとめても構いません。',
  },
  {
    en: 'The name ends in .{}, but the file is {phrase}: it was read as that.',
    ko: '이름은 .{}로 끝나지만 내용은 {phrase}입니다. 내용에 따라 읽었습니다.',
    ja: '名前は.{}で終わりますが、中身は{phrase}です。中身に従って読みました。',
  },
  { en: 'plain text', ko: '일반 텍스트', ja: 'テキスト' },
  { en: 'a web page', ko: '웹 페이지', ja: 'ウェブページ' },
  { en: 'Markdown', ko: 'Markdown', ja: 'Markdown' },
  { en: 'a PDF', ko: 'PDF', ja: 'PDF' },
  { en: 'a Word document', ko: 'Word 문서', ja: 'Word文書' },
  { en: 'an OpenDocument text', ko: 'OpenDocument 문서', ja: 'OpenDocument文書' },
  { en: 'an HWPX document', ko: '한글(HWPX) 문서', ja: 'HWPX文書' },
  { en: 'an e-book', ko: '전자책', ja: '電子書籍' },
  { en: 'an RTF document', ko: 'RTF 문서', ja: 'RTF文書' },
  {
    en: 'a mail or a page saved as one',
    ko: '전자우편 또는 그렇게 저장한 페이지',
    ja: 'メールか、メールとして保存したページ',
  },
  { en: 'agency XML', ko: '통신사 XML', ja: '通信社のXML' },
  { en: 'a feed', ko: '피드', ja: 'フィード' },
  { en: 'a ZIP archive', ko: 'ZIP 압축', ja: 'ZIPの圧縮ファイル' },
  {
    en: 'The file has more than {} characters of text, the most that can be looked through. Drop it in parts.',
    ko: '파일의 글이 {}자를 넘습니다. 그보다 많으면 살펴볼 수 없습니다. 나누어 올리십시오.',
    ja: 'ファイルの文章が{}文字を超えています。それより多いと調べられません。分けて置いてください。',
  },
  {
    en: 'The file has more than {} lines or paragraphs, the most that can be looked through. Drop it in parts.',
    ko: '파일의 줄이나 문단이 {}개를 넘습니다. 그보다 많으면 살펴볼 수 없습니다. 나누어 올리십시오.',
    ja: 'ファイルの行または段落が{}を超えています。それより多いと調べられません。分けて置いてください。',
  },
  {
    en: "The file has more than {} elements inside each other: it is no page that can be read. Save it again, or copy the article's text.",
    ko: '요소가 {}겹 넘게 겹쳐 있어 읽을 수 있는 페이지가 아닙니다. 다시 저장하거나 기사 글을 복사하십시오.',
    ja: '要素が{}重を超えて入れ子になっていて、読めるページではありません。保存し直すか、記事の文章をコピーしてください。',
  },
  {
    en: 'The Word document has more than {} marks in it, more than any article. Drop it in parts, or copy its text.',
    ko: 'Word 문서에 표시가 {}개 넘게 들어 있습니다. 기사로는 너무 많습니다. 나누어 올리거나 글만 복사하십시오.',
    ja: 'Word文書に{}を超える印が入っています。記事としては多すぎます。分けて置くか、文章だけをコピーしてください。',
  },
  {
    en: 'The agency has withdrawn this item.',
    ko: '통신사가 거두어들인 기사입니다.',
    ja: '通信社が取り消した記事です。',
  },
  {
    en: 'The agency has put an embargo on this item until {}.',
    ko: '통신사가 {}까지 보도를 금한 기사입니다.',
    ja: '通信社が{}まで報道を禁じている記事です。',
  },
  { en: 'nothing', ko: '없음', ja: 'なし' },
  { en: 'only {}', ko: '{}뿐', ja: '{}だけ' },
  {
    en: 'The file holds {} articles; at most {} can be processed at once. Drop them in parts.',
    ko: '파일에 기사가 {}건 있습니다. 한 번에 최대 {}건까지 처리합니다. 나누어 올리십시오.',
    ja: 'ファイルに記事が{}件あります。一度に処理できるのは{}件までです。分けて置いてください。',
  },
  { en: 'The file in the archive', ko: '압축 안의 파일', ja: '圧縮ファイルの中のファイル' },
  { en: 'The archive inside the file', ko: '파일 안의 압축 데이터', ja: 'ファイルの中の圧縮データ' },
  { en: 'The GZIP file', ko: 'GZIP 파일', ja: 'GZIPファイル' },
  { en: 'The RTF document', ko: 'RTF 문서', ja: 'RTF文書' },
  { en: 'The mail', ko: '전자우편', ja: 'メール' },
  { en: 'The OpenDocument text', ko: 'OpenDocument 문서', ja: 'OpenDocument文書' },
  { en: 'The HWPX document', ko: '한글(HWPX) 문서', ja: 'HWPX文書' },
  { en: 'The Word document', ko: 'Word 문서', ja: 'Word文書' },
  { en: 'The e-book', ko: '전자책', ja: '電子書籍' },
  { en: 'The PDF', ko: 'PDF', ja: 'PDF' },
  {
    en: 'The file is {phrase}. {phrase} and drop that; text, Markdown, HTML, PDF, Word, OpenDocument, RTF, EPUB, HWPX, saved mails, feeds, agency XML and ZIP archives of these can be read.',
    ko: '{phrase} 파일입니다. {phrase} 올리십시오. 읽을 수 있는 형식: 텍스트, Markdown, HTML, PDF, Word, OpenDocument, RTF, EPUB, HWPX, 저장한 전자우편, 피드, 통신사 XML과 이들의 ZIP 압축.',
    ja: '{phrase}です。{phrase}置いてください。読める形式: テキスト、Markdown、HTML、PDF、Word、OpenDocument、RTF、EPUB、HWPX、保存したメール、フィード、通信社のXMLと、これらのZIP圧縮ファイル。',
  },
  {
    en: 'an old document (.doc, .xls, .ppt, .hwp)',
    ko: '옛 문서(.doc, .xls, .ppt, .hwp)',
    ja: '旧形式の文書（.doc、.xls、.ppt、.hwp）',
  },
  {
    en: 'an old Hangul document (.hwp)',
    ko: '옛 한글 문서(.hwp)',
    ja: '旧形式のHangul文書（.hwp）',
  },
  { en: 'an old Word document (.doc)', ko: '옛 Word 문서(.doc)', ja: '旧形式のWord文書（.doc）' },
  { en: 'an Outlook message (.msg)', ko: 'Outlook 메시지(.msg)', ja: 'Outlookのメッセージ（.msg）' },
  {
    en: 'a document locked with a password',
    ko: '암호가 걸린 문서',
    ja: 'パスワードのかかった文書',
  },
  {
    en: 'a ZIP archive locked with a password',
    ko: '암호가 걸린 ZIP 압축',
    ja: 'パスワードのかかったZIPファイル',
  },
  {
    en: 'an e-book with copy protection',
    ko: '복제 방지가 걸린 전자책',
    ja: 'コピー防止のかかった電子書籍',
  },
  { en: 'an archive inside an archive', ko: '압축 안의 압축', ja: '圧縮ファイルの中の圧縮ファイル' },
  {
    en: 'a news message inside an archive',
    ko: '압축 안의 뉴스 메시지',
    ja: '圧縮ファイルの中のニュースメッセージ',
  },
  { en: 'a feed inside an archive', ko: '압축 안의 피드', ja: '圧縮ファイルの中のフィード' },
  { en: 'a PNG picture', ko: 'PNG 그림', ja: 'PNG画像' },
  { en: 'a JPEG picture', ko: 'JPEG 그림', ja: 'JPEG画像' },
  { en: 'a GIF picture', ko: 'GIF 그림', ja: 'GIF画像' },
  { en: 'a program', ko: '프로그램', ja: 'プログラム' },
  { en: 'a 7z archive', ko: '7z 압축', ja: '7zの圧縮ファイル' },
  { en: 'a RAR archive', ko: 'RAR 압축', ja: 'RARの圧縮ファイル' },
  { en: 'a sound or a film', ko: '소리 또는 동영상', ja: '音声か動画' },
  { en: 'a table or a presentation', ko: '표 계산 또는 발표 자료', ja: '表計算かプレゼンテーション' },
  { en: 'Save it as .docx or .hwpx', ko: '.docx나 .hwpx로 저장해', ja: '.docxか.hwpxで保存し、それを' },
  { en: 'Save it as .hwpx', ko: '.hwpx로 저장해', ja: '.hwpxで保存し、それを' },
  {
    en: "Copy the article's text into a .txt file",
    ko: '기사 글을 .txt 파일에 복사해',
    ja: '記事の文章を.txtファイルにコピーし、それを',
  },
  { en: 'Save it as .docx', ko: '.docx로 저장해', ja: '.docxで保存し、それを' },
  { en: 'Save it as .eml', ko: '.eml로 저장해', ja: '.emlで保存し、それを' },
  { en: 'Save it without a password', ko: '암호 없이 저장해', ja: 'パスワードなしで保存し、それを' },
  { en: 'Take it out', ko: '따로 꺼내', ja: '取り出して、それを' },
];

const slot = /\{(?:phrase)?\}/g;

const patterns = sentences.map((phrase) => ({
  phrase,
  pattern: new RegExp(`^${phrase.en.split(slot).map(escaped).join('(.+?)')}$`, 'su'),
}));

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** @returns undefined for a sentence that is known in English only */
export function inOtherWords(sentence: string): Phrase | undefined {
  for (const { phrase, pattern } of patterns) {
    const seen = pattern.exec(sentence)?.slice(1);
    if (seen === undefined) continue;
    const filled = (language: 'ko' | 'ja'): string => {
      const rest = [...seen];
      return phrase[language].replace(slot, (kind) => {
        const part = rest.shift() ?? '';
        return kind === '{phrase}' ? (inOtherWords(part)?.[language] ?? part) : part;
      });
    };
    return { en: sentence, ko: filled('ko'), ja: filled('ja') };
  }
  return undefined;
}
