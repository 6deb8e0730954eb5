/**
 * What privacy policies are called in other languages, and the words they cannot do without: by BCP 47 primary subtag. From the titles of the
 * European Commission's own privacy statements (ec.europa.eu, in 24 languages) and of policies in the corpus (2026-11-22).
 */
const policyWords: Readonly<Record<string, RegExp>> = {
  ar: /خصوصية|بيانات شخصية|البيانات الشخصية/gu,
  bg: /поверителност|лични данни/giu,
  cs: /osobní(?:ch|mi)? údaj|soukromí/giu,
  da: /privatliv|personoplysning|persondata|databeskyttelse/giu,
  de: /datenschutz|personenbezogen|privatsph/giu,
  el: /απορρήτου|απόρρητο|προσωπικ(?:ών|ά) δεδομέν/giu,
  es: /privacidad|datos personales|protección de datos/giu,
  et: /privaatsus|isikuandme/giu,
  fi: /tietosuoja|henkilötieto|yksityisyy/giu,
  fr: /confidentialité|données (?:à caractère )?personnel|vie privée|protection des données/giu,
  he: /פרטיות|מידע אישי/gu,
  hi: /गोपनीयता|निजता/gu,
  hu: /adatvédelm|személyes adat|adatkezel/giu,
  id: /privasi|data pribadi|informasi pribadi/giu,
  it: /privacy|dati personali|riservatezza/giu,
  ja: /プライバシー|個人情報|個人データ/gu,
  ko: /개인\s?정보|프라이버시/gu,
  lt: /privatumo|asmens duomen/giu,
  lv: /privātum|personas dat/giu,
  nl: /privacy|persoonsgegevens|gegevensbescherming/giu,
  no: /personvern|personopplysning/giu,
  pl: /prywatnoś|dan(?:e|ych) osobow/giu,
  pt: /privacidade|dados pessoais|proteção de dados/giu,
  ro: /confidențialitate|date(?:lor|le)? (?:cu caracter )?personal/giu,
  ru: /конфиденциальност|персональн\p{L}* данн|личн\p{L}* информац/giu,
  sk: /osobn(?:é|ých) údaj|súkrom/giu,
  sl: /zasebnost|osebni(?:h)? podatk/giu,
  sv: /integritet|personuppgift|dataskydd/giu,
  th: /ความเป็นส่วนตัว|ข้อมูลส่วนบุคคล/gu,
  tr: /gizlilik|kişisel veri/giu,
  uk: /конфіденційн|персональн\p{L}* дан/giu,
  vi: /quyền riêng tư|bảo mật|dữ liệu cá nhân|thông tin cá nhân/giu,
  zh: /隐私|隱私|个人信息|個人信息|個人資料|个人资料|私隱/gu,
};
/** Characters that are searched. */
const longest = 400_000;

/** How often a text names privacy in its own language; undefined for a language whose words are not listed. */
export function foreignPolicyTerms(text: string, language: string): number | undefined {
  const words = policyWords[language] ?? (language === 'nb' || language === 'nn' ? policyWords['no'] : undefined);
  return words === undefined ? undefined : (text.slice(0, longest).match(words)?.length ?? 0);
}
