/** Scales by language; longer words first where one begins with another. */
const englishScales: Readonly<Record<string, number>> = {
  hundred: 1e2,
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  mn: 1e6,
  m: 1e6,
  billion: 1e9,
  bn: 1e9,
  b: 1e9,
  trillion: 1e12,
  tn: 1e12,
};
const eastAsianScales: Readonly<Record<string, number>> = {
  십: 1e1,
  백: 1e2,
  천: 1e3,
  만: 1e4,
  억: 1e8,
  조: 1e12,
  十: 1e1,
  百: 1e2,
  千: 1e3,
  万: 1e4,
  萬: 1e4,
  億: 1e8,
  兆: 1e12,
};

/** English digits are grouped by commas; a decimal point needs a digit after it. */
const englishNumber =
  /(?<![\p{L}\d.,])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:[\s-]?(hundred|thousand|million|billion|trillion|mn|bn|tn|[kmb])\b)?/giu;
/** 3만 5000, 1억2천만, 2兆3000億, 12.5万: digits and scales in falling order make one number. */
const eastAsianNumber =
  /(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?\s?[십백천만억조十百千万萬億兆]*(?:\s?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?\s?[십백천만억조十百千万萬億兆]+)*(?:\s?\d{1,4}(?![\d.,]))?/gu;
const part = /((?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?)\s?([십백천만억조十百千万萬億兆]*)/gu;

/** The numbers that digits state in an English text, as values. */
export function englishValues(text: string): number[] {
  return [...text.normalize('NFKC').matchAll(englishNumber)].map(([, whole = '', fraction = '', scale]) => {
    const value = Number(whole.replaceAll(',', '') + fraction);
    return rounded(value * (englishScales[scale?.toLowerCase() ?? ''] ?? 1));
  });
}

/** The numbers that digits, with or without scales, state in a Korean or Japanese text: each part, and what parts make together. */
export function eastAsianValues(text: string): number[] {
  const values: number[] = [];
  for (const [number] of text.normalize('NFKC').matchAll(eastAsianNumber)) {
    let sum = 0;
    let smallest = Number.POSITIVE_INFINITY;
    for (const [, digits = '', scales = ''] of number.matchAll(part)) {
      const scale = [...scales].reduce(
        (product, character) => product * (eastAsianScales[character] ?? 1),
        1,
      );
      const value = Number(digits.replace(/[,，]/g, '')) * scale;
      values.push(rounded(value), rounded(Number(digits.replace(/[,，]/g, ''))));
      if (scale < smallest && value < smallest) {
        sum += value;
        smallest = scale;
      } else {
        sum = value;
        smallest = scale;
      }
      values.push(rounded(sum));
    }
  }
  return values;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
