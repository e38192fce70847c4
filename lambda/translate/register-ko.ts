import { finalOf, finals, withFinal } from './hangul.ts';
import { endingOf } from './particles.ts';
import type { Register } from './register.ts';

/**
 * Korean verbs and adjectives have the same polite ending and two plain ones: 갑니다 is 간다, 큽니다 is 크다. Which of them a word is
 * stands here; what the lists leave open has no sure plain form. Classes as in 표준국어대사전 (국립국어원).
 */
type WordClass = 'verb' | 'adjective';

const listed = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Before -하다: with these it is an adjective; all others, actions, make verbs. */
const adjectivesBeforeHa = listed(`
  필요 불필요 중요 가능 불가능 간단 비슷 유명 무명 동일 상이 생소 대단 훌륭 안전 불안전 불안 선명 유용 무용 유사 단순 복잡 분명 불분명 적합 부적합 치열 명백 우수 열등 충분 불충분 부족
  풍부 다양 특별 특이 독특 유일 확실 불확실 명확 불명확 정확 부정확 심각 심 위험 편리 불편 편안 편 평안 평범 평등 불평등 공정 불공정 공평 불공평 당연 마땅 타당 부당 정당 합당 적당
  적절 부적절 적정 알맞 완벽 완전 불완전 온전 건강 건전 불건전 튼튼 강 약 연약 허약 강력 무력 유력 막강 강인 강경 온건 급 시급 긴급 위급 성급 신속 빈번 흔 희귀 희박 진귀 귀 소중
  귀중 친 친절 불친절 친밀 긴밀 밀접 무관 유관 무고 무죄 유죄 유리 불리 유효 무효 유익 무익 유해 무해 유능 무능 가난 빈곤 부유 풍요 풍족 궁핍 화려 소박 수수 검소 깨끗 청결 불결 순수
  불순 순진 순 착 선 악 사악 악랄 잔인 잔혹 가혹 냉혹 냉정 냉담 따뜻 뜨뜻 시원 서늘 쌀쌀 싸늘 포근 아늑 고요 조용 잠잠 소란 요란 시끌벅적 활발 왕성 무성 울창 빽빽 촘촘 조밀 희미
  흐릿 어렴풋 뚜렷 또렷 생생 투명 불투명 모호 애매 막연 막막 막대 거대 방대 광대 웅장 장엄 웅대 위대 중대 지대 사소 미미 미약 미세 세밀 정밀 섬세 치밀 면밀 꼼꼼 철저 엄격 엄정 엄중
  엄 준엄 관대 너그러 인자 자상 다정 상냥 온화 온순 얌전 차분 침착 태연 느긋 한가 분주 바지런 부지런 근면 성실 불성실 충실 진실 진지 솔직 정직 부정직 겸손 공손 불손 오만 거만 교만
  당당 떳떳 용감 대담 과감 비겁 담대 무모 신중 경솔 경박 현명 영리 총명 똑똑 명석 어리석 멍청 미련 우둔 둔 예민 민감 둔감 민첩 재빠 능숙 미숙 노련 서툴 익숙 친숙 생경 진부 참신 신선
  싱싱 풋풋 창백 초라 비참 참담 처참 참혹 끔찍 흉악 흉측 험 험난 험악 위태 아슬아슬 불쌍 가련 딱 난처 곤란 황당 황량 황폐 허무 허망 공허 쓸쓸 고독 우울 울적 침울 암울 음울 암담 불행
  행복 다행 불운 기특 기묘 기이 기괴 이상 수상 괴상 희한 묘 미묘 교묘 오묘 신기 신비 신성 거룩 경건 숭고 고귀 고상 고결 우아 세련 단정 단아 정갈 산뜻 상쾌 상큼 유쾌 불쾌 통쾌 쾌적
  쾌활 명랑 발랄 활달 씩씩 늠름 건장 우람 왜소 날씬 뚱뚱 통통 홀쭉 길쭉 넙적 납작 평평 편평 반듯 구불구불 울퉁불퉁 매끈 미끈 까칠 뾰족 단단 딱딱 말랑말랑 물렁 촉촉 축축 눅눅 건조 습
  온난 한랭 혹독 극심 과도 과 적나라 은밀 긴요 절실 간절 절박 급박 촉박 임박 긴박 팽팽 느슨 헐렁 빼곡 가득 그득 자욱 무수 수많 허다 숱 무한 유한 무궁무진 영원 불멸 불변 불가피 필연
  우연 자명 여전 한결같 꾸준 일정 불규칙 균일 균등 대등 동등 비등 유일무이 무쌍 고유 특수 특출 탁월 출중 비범 능란 유창 유려 장황 간결 간략 간편 간소 단출 조촐 성대 호화 호화찬란 찬란
  영롱 현란 요염 상당 어마어마 엄청 굉장 터무니없 무리 무사 무난 순탄 평탄 원활 원만 화목 화기애애 돈독 막역 서먹 어색 어중간 애틋 애절 애석 억울 분 원통 답답 갑갑 궁금 궁 심심 지루
  무료 따분 피곤 노곤 나른 고단 피로 허기 출출 든든 흐뭇 흡족 뿌듯 황홀 미안 죄송 송구 창피 민망 무안 무심 무정 무례 무식 유식 박식 해박 무지 무의미 유의미 무분별 무자비 무질서 무차별
  불안정 불균형 불가사의 듯 만 법 척박 비옥 비대 비정상 저렴 고가 후 박 박하 인색 옹졸 치졸 비열 야비 저속 천박 조잡 조악 열악 양호 불량 견고 공고 확고 완고 강건 굳건 꿋꿋 의연 초연
  숙연 엄숙 정숙 정연 질서정연 일목요연 역력 완연 확연 판이 현저 극명 선연 자연 부자연 태평 안녕 안락 평온 무탈 흥미진진 흥건 흔쾌 해괴 허술 엉성 부실 불미 미흡 미진 유별 각별 그러
  이러 저러 어떠 똑같 비스름 흡사 유의 유감 착잡 이색 별 시시 하찮 근사 그럴듯 그럴싸 아담 독 진 연 청명 화창 쾌청 푸짐 넉넉 빠듯 팍팍 퍽퍽 아찔 얼얼 뻐근 가뿐 홀가분 개운 후련 섭섭
  서운 야속 난감 난해 용이 수월 만만 거뜬 너끈 무방 적막 삭막 스산 음산 으스스 오싹 살벌 험상궂 극진 지극 지당 지순 고질 고루 구태의연 급진 과격 격렬 맹렬 열렬 강렬 통렬 신랄 날렵
  기민 신통 영험 정교 능 가당 온당 못마땅 불온 불경 방정 발칙 당돌 흔흔 소심 세심 자유분방 방탕 방자 지저분 너저분 어수선 산만 혼란 혼잡 번잡 한산 한적 아득 까마득 요원 장구 유구 연로
  연소
`);
/** Before -하다 these make either. */
const openBeforeHa = listed('감사 만족 불만족 성숙 만연 소원 안정 불안정 보수 진보 충만 당혹 상응 정통 감동');
/** Stems without 하: by their end. */
const adjectiveEnds =
  /(?:크|비싸|(?:^|값)싸|희|느리|흐리|어리|여리|시리|쓰리|멋지|값지|기름지|거세|드세|굳세|억세|[나바기예가미]쁘|[슬아고]프|어설프|애달프|다르|빠르|게으르|서투르|푸르|누르스름|길|멀|(?:^|꿀)달|가늘|둥글|힘들|낯설|모질|드물|서툴|잘나|못나|네모지|느긋하|그러|이러|저러|어떠|아니|남다르|색다르|올바르|있|없|좋|많|높|낮|작|적|같|싶|깊|얕|넓|좁|짧|굵|얇|밝|맑|젊|굳|곧|옳|싫|잦|알맞|걸맞|쉽|[렵럽롭겁깝볍둡섭맙랍겹덥춥맵밉]|귀엽|가엽|아름답|정답|[렇떻갛맣랗얗옇])$/u;
/** These are a verb here and an adjective there. */
const openEnds =
  /(?:^찹|^차|짜|^세|시|거치|^쓰|^바르|^고르|이르|^이|^달|질기|^맞|^늦|^붉|^굽|꼽|낫|늙|^곱|^누르|[랍답댑단란]|답|재)$/u;
const verbStemsWithFinal =
  /[먹받얻믿걷듣묻싣닫쏟뻗돋뜯읽긁앉얹찾잊맺꽂짖찢갖젖빚벗웃씻앗뺏솟짓긋붓잇젓잡뽑입씹집접돕눕줍꺾깎섞볶묶겪낚닦엮남넘참감담숨품듬금굶옮닮삶안신끊앓잃끓뚫꿇쌓놓넣낳닿덮갚엎짚붙맡뱉밟읊]$/u;

/** @param stem of a verb or an adjective, as 가, 크, 필요하 */
function classOf(stem: string): WordClass | undefined {
  if (stem.endsWith('하')) {
    const base = stem.slice(0, -1);
    if (openBeforeHa.has(base)) return undefined;
    // 투자할 만하다, 올 듯하다; 시원시원하다.
    if (/(?:만|듯|법|성싶)$/u.test(base) && base !== '거만') return 'adjective';
    const half = base.slice(base.length / 2);
    const isAdjective = [base, base.slice(-2), base.slice(-3), half].some((end) =>
      adjectivesBeforeHa.has(end),
    );
    return isAdjective ? 'adjective' : 'verb';
  }
  if (openEnds.test(stem)) return undefined;
  if (adjectiveEnds.test(stem)) return 'adjective';
  const final = finalOf(stem.at(-1) ?? '');
  if (final === undefined) return undefined;
  if (final === finals.none || final === finals.r) return 'verb';
  return verbStemsWithFinal.test(stem) ? 'verb' : undefined;
}

/** @returns the sentence in the register, or undefined where its ending is not surely known or has it already */
export function inKoreanRegister(sentence: string, register: Register): string | undefined {
  const [, before = '', word = ''] = /^(.*?)([\p{L}\p{N}.,%’”)'"]+)$/su.exec(sentence) ?? [];
  const changed = register === 'plain' ? plainWord(word, before) : politeWord(word, before);
  return changed === undefined ? undefined : before + changed;
}

function plainWord(word: string, before: string): string | undefined {
  if (word === '겁니다') return '것이다';
  if (word.endsWith('아닙니다')) return replaceEnd(word, '아닙니다', '아니다');
  if (word.endsWith('습니다')) {
    const stem = word.slice(0, -'습니다'.length);
    const final = finalOf(stem.at(-1) ?? '');
    if (final === undefined || final === finals.none) return undefined;
    if (final === finals.ss || /[있없]$/u.test(stem)) return `${stem}다`;
    const kind = stem === '않' ? classOfNegated(before) : classOf(stem);
    return kind === undefined ? undefined : stem + (kind === 'verb' ? '는다' : '다');
  }
  const last = word.at(-3) ?? '';
  if (!word.endsWith('니다') || finalOf(last) !== finals.p) return undefined;
  // 온답니다, 간답니다: what somebody says.
  if (/[답랍]$/u.test(last)) return undefined;
  const open = withFinal(last, finals.none);
  const head = word.slice(0, -3);
  if (open === '이' && !isCausative(word, before))
    return head === '' ? undefined : `${head}${copulaAfter(head)}`;
  // 만듭니다 is of 만들다, 깁니다 of 길다; 갑니다 of 가다.
  const withRieul = head + withFinal(last, finals.r);
  if (/(?:^길|멀|^달|가늘|둥글|힘들|낯설|모질|드물|서툴)$/u.test(withRieul)) return `${withRieul}다`;
  const kind =
    head + open === '못하' && / ?[가-힣]+지(?:는|도)? $/u.test(before)
      ? classOfNegated(before)
      : classOf(head + open);
  if (kind === undefined) return undefined;
  return kind === 'adjective' ? `${head}${open}다` : `${head}${withFinal(last, finals.n)}다`;
}

/** 가지 않습니다, 크지는 못합니다: as the word before. */
function classOfNegated(before: string): WordClass | undefined {
  const [, stem = ''] = /([가-힣]+)지(?:는|도|를)?\s$/u.exec(before) ?? [];
  if (stem === '' || stem === '마') return undefined;
  return stem.endsWith('이') && !isCausative(`${stem.slice(0, -1)}입니다`, before)
    ? 'adjective'
    : classOf(stem);
}

/** Verbs whose stem ends in 이, where others are a noun with 입니다. */
const causative =
  /(?:^(?:선|엿|돋|내)?보입|^쓰입|^모입|^숙입|^죽입|^녹입|높입|움직입|붙입|먹입|기울입|받아들입|끌어들입|벌어들입|놓입|쌓입|섞입|끓입|꺾입|묶입|깎입|덮입|반짝입|망설입|끄덕입|속삭입|둘러싸입)니다$/u;
const isCausative = (word: string, before: string): boolean =>
  causative.test(word) && !/(?:한|두|세|몇|이|그)\s$/u.test(before);

/** 학생이다, 의사다. */
const copulaAfter = (noun: string): string =>
  endingOf(noun) === 'vowel' && /[가-힣]$/u.test(noun) ? '다' : '이다';

function politeWord(word: string, _before: string): string | undefined {
  if (!word.endsWith('다') || word.endsWith('니다'))
    return word.endsWith('아니다') ? replaceEnd(word, '니다', '닙니다') : undefined;
  const stem = word.slice(0, -1);
  const last = stem.at(-1) ?? '';
  const final = finalOf(last);
  if (final === undefined || stem === '') return undefined;
  const head = stem.slice(0, -1);
  if (last === '는' && (finalOf(head.at(-1) ?? '') ?? finals.none) !== finals.none) return `${head}습니다`;
  // 한단다, 한답니다: what somebody says.
  if (final === finals.n)
    return /[단란냔잔는]$/u.test(last) ? undefined : `${head}${withFinal(last, finals.p)}니다`;
  if (final === finals.r)
    return classOf(stem) === 'adjective' ? `${head}${withFinal(last, finals.p)}니다` : undefined;
  if (final !== finals.none) return `${stem}습니다`;
  if (last === '이') return head === '' ? undefined : `${head}입니다`;
  const isAdjective = classOf(stem) === 'adjective';
  return isAdjective ? `${head}${withFinal(last, finals.p)}니다` : undefined;
}

const replaceEnd = (text: string, end: string, other: string): string => text.slice(0, -end.length) + other;
