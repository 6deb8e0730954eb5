/**
 * What links to privacy policies are called in the 15 languages with the most web pages (W3Techs, "Usage statistics of content languages", 2026-01:
 * en es de ja fr pt ru it nl pl tr zh fa vi cs) and in nine more. `policy` names the document, `privacy` the matter; both are asked of link texts and,
 * spelled as addresses spell them, of paths. From the footers of the corpus and the European Commission's own pages (2026-11-22).
 */
const names: readonly (readonly [language: string, policy: RegExp, privacy?: RegExp])[] = [
  [
    'en',
    /\b(?:privacy|data protection|data privacy|data use|data usage|personal (?:data|information))[\s\-_]*(?:(?:and|&) (?:cookies?|security|terms|data protection) )?(?:policy|policies|notices?|statements?|declaration|practices|agreement)\b|\bprivacy[-_]?(?:policy|notice|statement)\b|privacypolicy|privacystatement|privacynotice/iu,
    /\bprivacy\b|\bdata[- ]protection\b|(?<![a-z])gdpr(?![a-z])/iu,
  ],
  [
    'de',
    /datenschutz(?:erkl(?:ä|ae|a)rung|hinweise?|bestimmungen|richtlinien?|information(?:en)?|bedingungen)|privatsph(?:ä|ae)re(?:[- ]?erklärung|richtlinie)?/iu,
    /datenschutz/iu,
  ],
  [
    'fr',
    /(?:politique|charte|d[ée]claration|avis)[\s\-_](?:de |relative (?:à|aux) |sur |d['’ ]?)?(?:la |les )?(?:[\s\-_]?)(?:confidentialit[ée]|protection|vie[\s\-_]priv[ée]e|donn[ée]es)/iu,
    /confidentialit[ée]|donn[ée]es[\s\-_]personnelles|vie[\s\-_]priv[ée]e|protection[\s\-_]des[\s\-_]donn[ée]es/iu,
  ],
  [
    'es',
    /(?:pol[ií]tica|aviso|declaraci[oó]n)[\s\-_](?:de[\s\-_])?(?:la[\s\-_])?(?:privacidad|protecci[oó]n[\s\-_]de[\s\-_]datos)/iu,
    /privacidad|protecci[oó]n[\s\-_]de[\s\-_]datos|datos[\s\-_]personales/iu,
  ],
  [
    'pt',
    /(?:pol[ií]tica|aviso|declara[cç][aã]o)[\s\-_](?:de[\s\-_]|da[\s\-_])?(?:privacidade|prote[cç][aã]o[\s\-_]de[\s\-_]dados)/iu,
    /privacidade|prote[cç][aã]o[\s\-_]de[\s\-_]dados|dados[\s\-_]pessoais/iu,
  ],
  [
    'it',
    /informativa[\s\-_](?:sulla[\s\-_])?privacy|(?:politica|norme)[\s\-_](?:sulla[\s\-_]|di[\s\-_])?(?:privacy|riservatezza)/iu,
    /riservatezza|dati[\s\-_]personali|tutela[\s\-_]della[\s\-_]privacy/iu,
  ],
  ['nl', /privacy[\s\-_]?(?:verklaring|beleid|reglement|statement)/iu, /gegevensbescherming|persoonsgegevens/iu],
  ['pl', /polityk[aąi][\s\-_]prywatno[sś]ci|(?:ochrona|przetwarzanie)[\s\-_]danych(?:[\s\-_]osobowych)?/iu, /prywatno[sś][cć]/iu],
  [
    'tr',
    /gizlilik[\s\-_](?:politikas[ıi]|bildirimi|s[öo]zle[sş]mesi|ilkeleri)|ki[sş]isel[\s\-_]veriler|ayd[ıi]nlatma[\s\-_]metni|kvkk/iu,
    /gizlilik/iu,
  ],
  [
    'cs',
    /(?:z[aá]sady|ochrana)[\s\-_](?:ochrany[\s\-_])?(?:osobn[ií]ch[\s\-_][uú]daj[uů]|soukrom[ií])/iu,
    /ochrana[\s\-_]soukrom[ií]|soukrom[ií]|gdpr/iu,
  ],
  ['ru', /политик[аеу] (?:конфиденциальности|приватности|обработки)|персональны[хе] данны[хе]/iu, /конфиденциальност|приватност/iu],
  ['uk', /політика (?:конфіденційності|приватності)|персональн(?:их|і) дан/iu, /конфіденційн|приватн/iu],
  ['ja', /プライバシー\s?(?:ポリシー|ステートメント|通知|保護方針)|個人情報(?:保護方針|の取り?扱い|保護)/u, /プライバシー|個人情報/u],
  ['zh', /隐私(?:政策|权政策|声明|条款|权声明|保护)|隱私(?:權?政策|權?聲明|條款)|個人(?:資料|隱私)保護|個人資料/u, /隐私|隱私|私隱/u],
  ['ko', /개인\s?정보\s?(?:처리\s?방침|취급\s?방침|보호\s?정책|보호)/u, /개인\s?정보/u],
  ['vi', /chính sách (?:bảo mật|quyền riêng tư|riêng tư)|chinh-sach-(?:bao-mat|quyen-rieng-tu)/iu, /quyền riêng tư|bảo mật/iu],
  ['fa', /(?:سیاست|بیانیه) (?:حفظ )?حریم خصوصی/u, /حریم خصوصی/u],
  ['ar', /(?:سياسة|بيان|إشعار) (?:ال)?خصوصية/u, /الخصوصية/u],
  ['id', /kebijakan[\s\-_]privasi|pemberitahuan[\s\-_]privasi/iu, /privasi/iu],
  [
    'sv',
    /integritets(?:policy|meddelande)|(?:sekretess|dataskydds)policy|personuppgifts(?:policy|behandling)/iu,
    /integritet|personuppgift|dataskydd/iu,
  ],
  ['da', /privatlivs?politik|persondatapolitik|databeskyttelses?politik/iu, /privatliv|persondata/iu],
  ['no', /personvern(?:erkl[æa]ring|policy)?/iu, /personopplysning/iu],
  ['fi', /tietosuoja(?:seloste|k[äa]yt[äa]nt[öo]|ilmoitus)?|yksityisyys(?:k[äa]yt[äa]nt[öo]|suoja)/iu, /yksityisyy/iu],
  ['hu', /adat(?:v[ée]delmi|kezel[ée]si)[\s\-_](?:nyilatkozat|szab[áa]lyzat|t[áa]j[ée]koztat[óo])/iu, /adatv[ée]delem|adatkezel/iu],
];

/** How plainly words or a path name a privacy policy, and in which language. */
export interface Naming {
  readonly strength: 'policy' | 'privacy';
  readonly language: string;
}

/** What words (of a link, a title, a path) name: the document, the matter, or neither (undefined). English is asked first. */
export function namingOf(words: string): Naming | undefined {
  const policy = names.find(([, pattern]) => pattern.test(words));
  if (policy !== undefined) return { strength: 'policy', language: policy[0] };
  const privacy = names.find(([, , pattern]) => pattern?.test(words) === true);
  return privacy === undefined ? undefined : { strength: 'privacy', language: privacy[0] };
}

/** Pages that link to a maker's documents: terms, legal pages, privacy centres, help, imprints. */
export const hubName =
  /\blegal\b|\bterms\b|\bpolicies\b|\bconditions\b|privacy (?:cent(?:er|re)|hub|portal|policies|notices|statements|overview|resources)|trust (?:cent(?:er|re))|\bimprint\b|impressum|mentions l[ée]gales|aviso legal|note legali|colofon|特定商取引|利用規約|regulamin|юридическ|правов|условия/iu;

/** Pages where something is set, asked for or opted out of: no document, whatever they are called. */
export const choiceName =
  /\b(?:privacy|cookies?|consent|your|my|manage|ad|data)[\s\-_]*(?:choices?|settings?|preferences?|controls?|dashboard|checkup|requests?|portal|tools?|options)\b|do not sell|do-not-sell|opt[\s\-_]?out|(?:manage|change|update) (?:your )?(?:cookies?|consent|privacy)|delete my|access request|request form|submit a|unsubscribe|contact us|feedback|report a|inquir(?:y|ies)|\blog ?in\b|\bsign ?(?:in|up)\b|create (?:an )?account|settings$/iu;

/** Documents for other readers than those who use a product. */
export const otherReaders =
  /\b(?:applicants?|candidates?|recruit\w*|employees?|employment|job|careers?|workforce|talent|suppliers?|vendors?|investors?|shareholders?|developers?|resellers?|business (?:partners?|data)|processors?|data[- ]processing (?:addendum|agreement|terms)|sub-?processors?|dpa|alumni|press)\b/iu;

/** Former versions of a document. */
export const olderName =
  /\b(?:previous|prior|past|earlier|former|old(?:er)?|archived?|superseded|historic(?:al)?)\b[^\n]{0,30}\b(?:versions?|polic(?:y|ies)|notices?|statements?|archives?)\b|\bversion (?:history|archive)|\barchives?\b[^\n]{0,20}\bprivacy|privacy[^\n]{0,20}\barchives?\b|(?:effective|valid) (?:until|before|prior)/iu;

/** What speaks about privacy without being the maker's policy: articles, tips, news. */
export const articleName =
  /\b(?:blog|news|article|story|stories|tips?|guides?|how to|why|what is|learn (?:more )?(?:about|how)|webinar|podcast|report|whitepaper|press release|matters|explained|shield|framework)\b/iu;
