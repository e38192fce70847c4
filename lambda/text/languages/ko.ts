import { type LanguageData, words } from './language.ts';

export const ko: LanguageData = {
  titles: words('mr mrs ms dr no vol'),
  abbreviations: words('co corp inc ltd u.s u.k etc vs'),
  starters: words(''),
  speechVerbs: words(''),
  keepsQuotationsWhole: true,
  // As newspapers set it, with no mark before the closing one: “…했다. …한다”고 말했다. Straight marks don't tell what is inside.
  cutQuotation: /[다요죠]\.\s.*[^.?!…]”(?:고|며|면서)/,
  quotationContinues:
    /^(?:\s*(?:라고|이라고|라는|이라는|라며|이라며|라면서|이라면서|라고는|하고|하며|고\s|며\s|면서\s|는\s|란\s|이란\s|등의?\s|등을\s|등이라)|[가-힣,])/,
  stopWords: words(`
    그 이 저 것 수 등 및 또 또는 그리고 그러나 하지만 있다 없다 했다 한다 된다 됐다 이다 위해 대한 대해 통해 따라 관련 지난 이번
    오는 있는 하는 되는 밝혔다 말했다 전했다 덧붙였다 설명했다 강조했다 한편 이날 오전 오후 기자 때문 가운데 함께 라고 이라고`),
  predicateEnd: /[다요까죠라네음함임]['"”’」)\]]*[.!?…]*['"”’」)\]]*$/,
  firstPerson: /(?:^|[\s"“‘'])(?:나는|내가|나의|저는|제가|저희|우리|당신|여러분)/,
  dependentOpenings:
    /^["“'‘(]*(?:그는|그가|그의|그녀|그들|이들|이는|이를|이에|이로|이와|이어|이날|이 같은|이러한|이런|그러나|그러면서|그런데|그래서|그리고|하지만|또한?[ ,]|또 |한편|반면|아울러|더불어|따라서|다만|특히 이|두 사람|양측은|양국은|당시|여기에|이밖에|이 밖에|이외에|앞서)/,
  speakerless:
    /^["“‘'].{0,600}["”’']\s*(?:이?라고|이?라며|고|며)?\s*(?:\p{L}{1,6}\s)?(?:말|밝|전|설명|덧붙|강조|주장|지적|당부|이야기|토로|했|한)\p{L}{0,4}[.。]?$/u,
  leftover:
    /무단\s?(?:전재|복제|배포)|저작권자|^©|^\[?\(?(?:사진|자료|그래픽|영상|출처)(?:\s?제공)?\s?[=:]|\S@[\w-]+\.\w|^\S{2,10}\s(?:\S{2,6}\s)?기자\.?$/u,
};
