/** The paragraphs of one made-up article. */
export const english = [
  'The night ferry to the outer islands will sail again next month after three years in dock, the port authority said on Monday.',
  'Its first crossing is planned for June 12. The ship passed its last sea trial on Sunday and carried 40 guests.',
  'A single ticket will cost 18 pounds, or 9 pounds for people who live on the islands and show a card.',
  'The council had paid for the repair with a loan that runs until 2041, its treasurer told reporters at the quay.',
  'Islanders had asked for the ship to sail in winter as well. The authority said that it would look into that next year.',
];
export const korean = [
  '섬을 오가는 야간 여객선이 3년 만에 다음 달 다시 운항한다고 항만공사가 월요일 밝혔다.',
  '첫 운항은 6월 12일로 예정돼 있다. 배는 일요일 마지막 시험 운항을 마쳤고 손님 40명을 태웠다.',
  '편도 요금은 1만8천원이며 섬 주민은 주민증을 보이면 9천원에 탈 수 있다고 공사는 설명했다.',
  '시의회는 2041년까지 갚는 대출로 수리비를 마련했다고 재무 담당자가 부두에서 기자들에게 말했다.',
  '주민들은 겨울에도 배가 다닐 수 있게 해 달라고 요구해 왔다. 공사는 내년에 검토하겠다고 했다.',
];
export const japanese = [
  '３年ぶりに島を結ぶ夜行フェリーが来月、運航を再開すると港湾公社が16日発表した。',
  '初便は6月12日を予定している。船は15日に最後の試運転を終え、招待客40人を乗せた。',
  '片道の運賃は1800円で、島民は島民証を示せば900円で乗れるという。',
  '市議会は2041年まで返済が続く借入金で修理費をまかなった、と財務担当者が岸壁で記者団に語った。',
  '島民は冬の運航も求めており、公社は来年検討するとしている。',
];
