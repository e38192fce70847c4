import { francAll } from 'franc-all';
import { describe, expect, it } from 'vitest';
import { rankLanguages } from '../../lambda/text/letter-groups.ts';

// Its tables are read from modules of the library that it does not document: this is what would notice another version.
describe('ranking languages', () => {
  it.each([
    'Die Fähre nach Harrow kehrt am Montag zurück, teilte die Reederei mit.',
    'Le ferry de Harrow reprendra du service lundi, a annoncé la compagnie.',
    'Prom do Harrow wraca w poniedziałek, poinformował przewoźnik.',
    'Το πλοίο για το Χάροου επιστρέφει τη Δευτέρα, ανακοίνωσε η εταιρεία.',
    'Паром вернётся в понедельник, сообщила компания. Билеты подешевели.',
    'ستعود العبارة يوم الاثنين، حسبما أعلنت الشركة.',
    'เรือข้ามฟากจะกลับมาให้บริการในวันจันทร์',
    '渡船将于周一恢复运营。',
    'Harrow 항로의 여객선이 월요일에 돌아온다.',
    'Phà sẽ trở lại vào thứ Hai, công ty cho biết.',
    'İSTANBUL VAPURU GERİ DÖNÜYOR',
    'A, b: 1,234 – паром!',
    'ok',
    'ß'.repeat(3000),
    `${'Der Fährmann sprach. '.repeat(200)}Паром.`,
  ])('scores every language as the library does: %s', (text) => {
    const ours = rankLanguages(text).map(({ code, score }) => [code, score] as const);
    const theirs = francAll(text, { minLength: 1 });
    expect(new Map(ours)).toEqual(new Map(theirs));
    expect(ours[0]).toEqual(theirs[0]);
  });

  it('knows of none without letters', () => {
    expect(rankLanguages('12:30 – 14:00')).toEqual([]);
    expect(rankLanguages('')).toEqual([]);
  });
});
