import { type LanguageData, words } from './language.ts';

export const en: LanguageData = {
  titles: words(`
    mr mrs ms messrs mx dr drs n° prof rev fr sr st hon gov lt col gen sgt cpl pvt capt cmdr adm maj brig sen rep reps sens
    pres supt det insp amb atty ald fig figs vs no nos vol p pp op approx est e.g i.e cf al ca viz p.s mt ft pt mme mlle`),
  abbreviations: words(`
    inc ltd co corp llc plc bros dept univ assn intl natl jr sr esq ph.d m.d b.a m.a d.d.s u.s u.k u.n e.u u.s.a u.a.e
    d.c n.y l.a a.m p.m b.c a.d etc jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat
    sun ave blvd rd hwy sq bldg min max hr hrs sec ft in oz lb lbs km cm mm kg ala ariz ark calif colo conn del fla ga ill
    ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex vt va wash wis wyo n.j n.c n.d s.c s.d w.va
    n.h n.m r.i q.v ed eds trans`),
  starters: words(`
    the a an he she it they we i you this that these those there here his her its their our my your in on at by for from
    to with after before when while where who what why how if as since because although though despite during under over
    but and or so yet however meanwhile also still then now both each every some many most all no not one two three another
    other such more earlier later last next according asked`),
  speechVerbs: words(`
    said says asked asks added adds replied replies told tells wrote writes shouted cried exclaimed wondered yelled
    answered laughed continued whispered quipped joked recalled explained declared`),
  keepsQuotationsWhole: false,
  stopWords: words(`
    a about above after again against all also am an and any are as at be because been before being below between both but
    by can could did do does doing down during each few for from further had has have having he her here hers him his how
    i if in into is it its itself just me more most my no nor not now of off on once only or other our out over own per said
    same she should so some such than that the their them then there these they this those through to too under until up
    very was we were what when where which while who whom why will with would you your yours mr mrs ms says`),
  // A caption's credit; the name under a letter.
  lineBegins:
    /(?<=[\p{L}\p{N}”"] )(?:Image|Photo|Picture|File photo)s?(?: credit)?: (?=\p{Lu})|(?<=(?:^|[.!?,)] |\n)(?:(?:[Bb]est|[Kk]ind|[Ww]arm) (?:regards|wishes)|Best|Regards|Sincerely|Yours truly|Cheers|Thanks|Many thanks|Thank you|Good luck|Love)[,.!] )\p{L}\S*(?:(?: \p{Lu}\S*){0,3}$|(?<=\p{Lu}\p{Ll}*) \p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+)/gu,
  // The day over a report; "Dear Ms. Reed," and "Ed," over a letter.
  lineEnds:
    /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, )?(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}(?= \p{Lu})|^(?:(?:Dear|Hi|Hello|Hey) )?(?:(?:Mr|Mrs|Ms|Dr)\. )?\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?[,:](?= (?:The|A|An|Here|There|This|That|These|Those|We|You|It|They|My|Your|Our|As|If|Please|Attached|Thanks|Thank|Just|Per|What|When|How|Did|Do|Can|Could|Would|Will|Are|Is|Have)\b)/gu,
  firstPerson: /\b(?:I|we|you|me|my|our|your)\b/i,
  dependentOpenings:
    /^["“'‘(]*(?:(?:he|she|it|they|his|her|its|their|him|them|this|that|these|those|but|and|or|so|yet|however|also|then|still|instead|meanwhile|moreover|furthermore|therefore|nevertheless|otherwise|afterwards?|similarly|likewise|besides|conversely|indeed|previously|each|another|secondly|finally|such)\b|one (?:was|is|has|had|said|recently|also)\b|(?:one|two|three|four|some|many|most|all|none|half|each) of (?:them|these|those)\b|(?:ours|theirs|hers)\b|the (?:two|pair|duo|latter|former|three|other|same)\b|(?:in (?:addition|contrast|response|turn|comparison)|on the other hand|as a result|for (?:example|instance)|at the same time|both)\b)/i,
  speakerless:
    /^["“‘'].{0,600}["”’'],? (?:(?:he|she|they|it|I|we)\s+(?:also |later |then )?\p{Ll}+|(?:said|says|added|adds|asked|replied|wrote|told) (?:he|she|they))\b/iu,
  leftover:
    /^(?:©|Copyright\b|All rights reserved|(?:(?:Additional r|R)eporting by|Edited by|Written by|By) (?:\p{Lu}[\p{L}.'’-]*,?(?: (?:and |in |for )?|$)){2,8}$|(?:Image|Photo|Picture|Photograph|Source|Credit|Video)s?(?: credit)?(?: by)?:|(?:Read|See) (?:more|also):|(?:Last |First )?(?:[Uu]pdated|[Pp]ublished|[Pp]osted)(?: at| on|:)|\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?[.:]?$)|\S@[\w-]+\.\w/u,
};
