/**
 * The closed word classes and the common verbs of English policies: what the sentence grammar (parse.ts) knows of a
 * word by its form alone. The verb lists were drawn up from the 1,500 most frequent forms of 729 policies (2026-11).
 */

/** Bits of a form's word classes. */
export const is = {
  /** not, never, n't forms: negates the verb group it stands in. */
  not: 1 << 0,
  /** no, none, neither, nothing, nobody: negates the clause from a noun phrase. */
  none: 1 << 1,
  /** may, might, could: said with a hedge. */
  hedge: 1 << 2,
  /** can, will, would, should, must, shall and the hedges: a modal. */
  modal: 1 << 3,
  be: 1 << 4,
  /** do, does, did, have, has, had as auxiliaries. */
  auxiliary: 1 << 5,
  maker: 1 << 6,
  user: 1 << 7,
  /** they, them, it, these, those, he, she: a referent from nearby. */
  pronoun: 1 << 8,
  determiner: 1 << 9,
  preposition: 1 << 10,
  conjunction: 1 << 11,
  /** when, if, unless, because, where, while …: opens an adverbial clause. */
  subordinator: 1 << 12,
  /** that, which, who, whom, whose. */
  relative: 1 << 13,
  /** how, what, why, whether: opens an embedded question. */
  question: 1 << 14,
  adverb: 1 << 15,
  /** Base or -s form of a common verb: may be finite. */
  verb: 1 << 16,
  past: 1 << 17,
  gerund: 1 << 18,
  /** Verb forms that are nouns at least as often (use, share, process, record …). */
  nounToo: 1 << 19,
  to: 1 << 20,
  /** except, unless, other, but, besides: turns a negation round. */
  except: 1 << 21,
  without: 1 << 22,
  possessive: 1 << 23,
  /** Subject forms of pronouns: we, you, they, it, he, she, who. */
  subject: 1 << 24,
  only: 1 << 25,
  /** do, does, did and their negations: a verb follows. */
  doing: 1 << 26,
  /** be, been, being, having: never finite by themselves. */
  nonFinite: 1 << 27,
  /** but, however: ends the scope of a negation. */
  contrast: 1 << 28,
  than: 1 << 29,
  /** if, when, unless, because, while: what follows is a condition of the act before it. */
  condition: 1 << 30,
  /** information, data …: a noun without article that a verb may take. */
  mass: 1 << 31,
} as const;

const list = (text: string): string[] => text.trim().split(/\s+/);

const closed: [number, string][] = [
  [is.not, "not never nor n't hardly"],
  [is.none, "no none neither nothing nobody nobody's"],
  [is.hedge | is.modal, 'may might could'],
  [is.modal, 'can will would should must shall'],
  [is.be, "is are was were be been being am isn't aren't wasn't weren't we're you're they're it's that's"],
  [is.auxiliary, 'do does did have has had having'],
  [is.not | is.auxiliary, "don't doesn't didn't haven't hasn't hadn't"],
  [is.not | is.modal, "can't cannot won't wouldn't shouldn't mustn't shan't couldn't"],
  [is.not | is.be, "isn't aren't wasn't weren't"],
  [is.maker, "we us our ours ourselves we're we've we'll we'd"],
  [is.subject, "we you they it he she who i we're we've we'll you're you've you'll they're they've they'll it's"],
  [is.modal, "we'll you'll they'll it'll"],
  [is.auxiliary, "we've you've they've"],
  [is.user, "you your yours yourself yourselves you're you've you'll i my me"],
  [is.possessive, 'your our its their his her my whose'],
  [is.pronoun, "they them it he she these those this itself themselves their its they're they've they'll it's such"],
  [is.determiner, 'a an the this that these those any all each every some such certain other another both various many no'],
  [
    is.preposition,
    'of in on at by for with from about through via under over within near into onto upon between among across during after before against regarding concerning including to as per towards toward throughout beyond behind below above along alongside outside inside off out up down around',
  ],
  [is.conjunction, 'and or but nor &'],
  [
    is.subordinator,
    'when if unless because where while whenever although though since until whereas once whereby wherever so before after except as',
  ],
  [is.relative, 'that which who whom whose'],
  [is.question, 'how what why whether'],
  [
    is.adverb,
    'also then always only just even still already sometimes often never not currently automatically directly indirectly additionally otherwise further therefore hereby thereby thus generally typically usually normally periodically occasionally knowingly intentionally separately jointly solely merely simply independently personally routinely continuously continually regularly promptly permanently temporarily securely locally remotely specifically collectively respectively again together later yet too now here there ever soon longer',
  ],
  [is.to, 'to'],
  [is.except, 'except excepting unless besides excluding apart outside beyond'],
  [is.without, 'without'],
  [is.only, 'only solely exclusively'],
  [is.nonFinite, 'be been being having'],
  [is.contrast, 'but however instead rather'],
  [is.doing, "do does did don't doesn't didn't"],
  [is.than, 'than'],
  [
    is.mass,
    'information data content details personal certain aggregate aggregated anonymous anonymized anonymised location cookies non limited',
  ],
  [is.condition, 'if when unless because while whenever whereas although though'],
];

/** Regular verbs (base forms). */
const regular = list(`
 accept access accomplish account achieve acknowledge acquire act activate adapt add address adhere adjust administer adopt advertise advise affect aggregate agree aim alert align allow amend analyse analyze
 announce anonymise anonymize answer appear append apply appoint appreciate approve archive arise arrange ask assemble assess assign assist associate assume assure attach attempt attend attribute audit authenticate
 authorise authorize automate avoid back base believe belong benefit block bounce broadcast browse bundle calculate call cancel capture carry cause cease change charge check choose claim classify clear click close collaborate
 collate collect combine commence comment commit communicate compare compile complain complete comply comprise compute concern conclude conduct confirm connect consent consider consist constitute consult consume contact contain continue
 contract contribute control convert convey cookie cooperate coordinate copy correct correlate correspond couple cover crawl create credit customise customize date deactivate deal debug decide declare decline decode deem default defend define delay delete
 deliver demand demonstrate deny depend deploy derive describe designate desire destroy detail detect determine develop diagnose dial differ digitise digitize direct disable disagree disclose disconnect discontinue discover discuss display dispose dispute distinguish distribute
 divulge document download duplicate earn edit elect eliminate email embed employ enable encode encounter encourage encrypt end endeavor endeavour endorse enforce engage enhance enjoy enquire enrich enrol enroll ensure enter entitle erase establish estimate evaluate examine exceed exchange exclude execute exercise exist
 exit expand expect experience expire explain exploit explore export express extend extract face facilitate fail favor feature file fill filter finalise finalize finance fix flag follow force form format forward fulfil fulfill function fund gain gather generate govern grant group guarantee guide handle
 happen harm harvest hash help highlight honor honour host identify ignore illustrate imply import improve include incorporate increase incur index indicate infer influence inform infringe initiate input inquire insert inspect install integrate intend interact intercept interest interpret introduce
 investigate invite invoke involve issue join judge justify keep label lack land last launch lease license lift limit link list listen load locate lodge log look lower mail maintain manage mandate map mark market mask match matter maximize measure merge
 message mine minimise minimize misuse mitigate modify monetize monitor motivate move name navigate need negotiate note notice notify object oblige obscure observe obtain occur offer open operate oppose opt optimise optimize order organise organize originate outline outsource own pair participate partner pass
 pay perform permit personalise personalize phone pick place plan play pool populate port pose possess post predict prefer prepare present preserve press prevent print prioritise prioritize process procure produce profile prohibit project promise promote prompt propose protect prove provide provision
 pseudonymise pseudonymize publicise publicize publish purchase pursue push qualify query question raise rate reach react realize reason recall receive recognise recognize recommend reconcile reconstruct record recover recruit rectify redact redeem redirect reduce refer reflect refrain refuse regard register regulate reject relate release rely remain
 remember remind remove render renew rent repair replace reply report represent reproduce request require research resell reserve reset reside resolve respect respond restrict result resume retain retrieve return reveal review revise revoke reward route safeguard satisfy save scan schedule score scrape screen search secure
 segment select serve service settle share ship show sign signal simplify sort specify sponsor stop store stream strive subject submit subscribe suggest supplement supply support suspect suspend switch sync synchronise synchronize tailor talk tap target terminate test tether text tie toggle touch trace track trade train
 transact transcribe transfer transform translate transmit transport travel treat trigger troubleshoot trust tune turn type uninstall unlink unsubscribe update upgrade upload use utilise utilize validate value vary verify view violate visit wait walk want warn watch wish withhold work worry zoom
 hand disappear lapse vanish entrust furnish relay syndicate compel subcontract delegate redistribute republish retarget remarket overwrite
 annotate admit purge wipe unpair mute chat drop snap listen localize localise sell lend swap aid reside store buffer cache geotag geolocate fingerprint mirror cast pseudonymize de-identify reidentify
`);

/** Regular verbs that double their last letter (transmit, transmitted). */
const doubling = new Set(
  list(
    'transmit submit permit commit admit omit opt stop ship log tag map plan drop scan tap chat swap refer transfer prefer infer occur incur defer control cancel label travel plug chip strip wrap pop snap skip geotag unplug program',
  ),
);

/** base, third person, past, participle, gerund. */
const irregular: [string, string, string, string, string][] = [
  ['sell', 'sells', 'sold', 'sold', 'selling'],
  ['give', 'gives', 'gave', 'given', 'giving'],
  ['keep', 'keeps', 'kept', 'kept', 'keeping'],
  ['hold', 'holds', 'held', 'held', 'holding'],
  ['send', 'sends', 'sent', 'sent', 'sending'],
  ['make', 'makes', 'made', 'made', 'making'],
  ['take', 'takes', 'took', 'taken', 'taking'],
  ['get', 'gets', 'got', 'gotten', 'getting'],
  ['see', 'sees', 'saw', 'seen', 'seeing'],
  ['hear', 'hears', 'heard', 'heard', 'hearing'],
  ['know', 'knows', 'knew', 'known', 'knowing'],
  ['let', 'lets', 'let', 'let', 'letting'],
  ['read', 'reads', 'read', 'read', 'reading'],
  ['find', 'finds', 'found', 'found', 'finding'],
  ['speak', 'speaks', 'spoke', 'spoken', 'speaking'],
  ['say', 'says', 'said', 'said', 'saying'],
  ['buy', 'buys', 'bought', 'bought', 'buying'],
  ['build', 'builds', 'built', 'built', 'building'],
  ['choose', 'chooses', 'chose', 'chosen', 'choosing'],
  ['come', 'comes', 'came', 'come', 'coming'],
  ['go', 'goes', 'went', 'gone', 'going'],
  ['leave', 'leaves', 'left', 'left', 'leaving'],
  ['lose', 'loses', 'lost', 'lost', 'losing'],
  ['meet', 'meets', 'met', 'met', 'meeting'],
  ['put', 'puts', 'put', 'put', 'putting'],
  ['set', 'sets', 'set', 'set', 'setting'],
  ['run', 'runs', 'ran', 'run', 'running'],
  ['show', 'shows', 'showed', 'shown', 'showing'],
  ['tell', 'tells', 'told', 'told', 'telling'],
  ['think', 'thinks', 'thought', 'thought', 'thinking'],
  ['understand', 'understands', 'understood', 'understood', 'understanding'],
  ['undertake', 'undertakes', 'undertook', 'undertaken', 'undertaking'],
  ['withdraw', 'withdraws', 'withdrew', 'withdrawn', 'withdrawing'],
  ['write', 'writes', 'wrote', 'written', 'writing'],
  ['become', 'becomes', 'became', 'become', 'becoming'],
  ['begin', 'begins', 'began', 'begun', 'beginning'],
  ['bring', 'brings', 'brought', 'brought', 'bringing'],
  ['drive', 'drives', 'drove', 'driven', 'driving'],
  ['ride', 'rides', 'rode', 'ridden', 'riding'],
  ['lead', 'leads', 'led', 'led', 'leading'],
  ['mean', 'means', 'meant', 'meant', 'meaning'],
  ['pay', 'pays', 'paid', 'paid', 'paying'],
  ['seek', 'seeks', 'sought', 'sought', 'seeking'],
  ['wear', 'wears', 'wore', 'worn', 'wearing'],
  ['lie', 'lies', 'lay', 'lain', 'lying'],
  ['feed', 'feeds', 'fed', 'fed', 'feeding'],
  ['bind', 'binds', 'bound', 'bound', 'binding'],
  ['overhear', 'overhears', 'overheard', 'overheard', 'overhearing'],
  ['opt', 'opts', 'opted', 'opted', 'opting'],
  ['control', 'controls', 'controlled', 'controlled', 'controlling'],
  ['cancel', 'cancels', 'cancelled', 'cancelled', 'cancelling'],
];

/** Forms that are nouns as often as verbs: read as nouns after a determiner, a possessive, an adjective-like word or a preposition. */
const nounToo = new Set(
  list(`use uses access accesses account accounts address addresses process record records report reports request requests review reviews search searches share shares order orders
 store stores display displays contact contacts control controls purchase purchases visit visits view views play plays call calls change changes choice claim claims click clicks comment comments
 copy copies date dates default details document documents download downloads email emails end ends experience experiences feature features file files filter filters form forms function functions group groups help
 host hosts import imports increase index interest interests issue issues label labels license licenses limit limits link links list lists log logs look mail map maps mark market markets match matches matter matters measure measures message messages name names need needs
 note notes notice notices object objects offer offers partner partners permit phone phones place places plan plans play post posts present print prints profile profiles profile project projects promise purchase query queries question questions
 rate rates reason reasons release releases rent repair reply report research reserve result results return returns reward rewards route routes sale sales scan scans schedule score scores screen screens service services sign signal signals sort sponsor sponsors stream streams
 subject support switch tag tags target targets test tests text texts touch trace track tracks trade trades transfer transfers transport travel trigger trust type types update updates upgrade upgrades upload uploads value values video wait walk watch watches work works
 cookie cookies cache app face faces fund funds concern concerns cause charge charges check checks cover credit deal deals demand demands design dispute disputes exchange exit export extract fix flag guide guides harm input inputs land last lease lift load lists back base benefit benefits block
 process account project contract contracts conduct object content conflict purchase permit record benefit aim aims act acts answer answers audit audits step ride rides trip trips drive drives sign signs setting settings means meaning reading finding findings training marketing advertising processing recording recordings
 profiling tracking monitoring sharing storage building meeting understanding offering offerings listing listings rating ratings billing pricing shipping housing hearing testing banking gaming streaming viewing browsing messaging networking engineering timing ranking wording ending beginning being trading operating advise complete complaint secure correct direct open own close clear present back last even lower
 coordinates processes safeguard safeguards hand hands chat chats cast casts tap taps voice sound sounds interests consent consents collected designated limited related required interested`),
);

function buildClasses(): ReadonlyMap<string, number> {
  const classes = new Map<string, number>();
  const add = (form: string, bits: number): void => {
    classes.set(form, (classes.get(form) ?? 0) | bits);
  };
  const irregularBases = new Set(irregular.map(([base]) => base));
  for (const base of regular) {
    if (irregularBases.has(base)) continue;
    const soft = base.endsWith('e');
    const consonantY = /[^aeiou]y$/.test(base);
    const stem = doubling.has(base) ? base + base.slice(-1) : base;
    const sibilant = /(?:s|x|z|ch|sh)$/.test(base);
    add(base, is.verb);
    add(consonantY ? `${base.slice(0, -1)}ies` : sibilant ? `${base}es` : `${base}s`, is.verb);
    add(consonantY ? `${base.slice(0, -1)}ied` : soft ? `${base}d` : `${stem}ed`, is.past);
    add(soft ? `${base.slice(0, -1)}ing` : `${stem}ing`, is.gerund);
  }
  for (const [base, third, past, participle, gerund] of irregular) {
    add(base, is.verb);
    add(third, is.verb);
    add(past, is.past);
    add(participle, is.past);
    add(gerund, is.gerund);
  }
  for (const [bits, forms] of closed) for (const form of list(forms)) add(form, bits);
  for (const form of nounToo) add(form, is.nounToo);
  return classes;
}

const classes = buildClasses();

/** Word classes of a lower-case form, as bits of `is`. Adverbs in -ly are told by their ending. */
export function classOfForm(form: string): number {
  const known = classes.get(form) ?? 0;
  if (known === 0 && form.length > 4 && form.endsWith('ly') && form !== 'supply' && form !== 'apply' && form !== 'family') return is.adverb;
  return known;
}

/** What a preposition brings, as bits: a recipient (to, with, by), a source (from, through), or nothing of its own inside a noun phrase (of, as, including). */
export const brings = { recipient: 1, source: 2, nothing: 4 } as const;

const recipientMarks = new Set(['to', 'with', 'by', 'among', 'between', 'into', 'including', 'onto', 'within', 'across', 'inside']);
const sourceMarks = new Set(['from', 'through', 'via']);
/** Prepositions that bring neither: "from a variety of sources, including …". */
const passedMarks = new Set(['of', 'as', 'including', 'like']);

/** What a form brings where it is a preposition, by the bits of `brings`. */
export function markOf(form: string): number {
  if (((classes.get(form) ?? 0) & is.preposition) === 0) return 0;
  return (
    (recipientMarks.has(form) ? brings.recipient : 0) |
    (sourceMarks.has(form) ? brings.source : 0) |
    (passedMarks.has(form) ? brings.nothing : 0)
  );
}

/** Word classes of a regular form of one of some verbs: "whispers", "whispered", "whispering" of "whisper"; 0 for any other. */
export function classOfVerb(form: string, bases: ReadonlySet<string>): number {
  const isOf = (ending: string, restored: string): boolean => form.endsWith(ending) && bases.has(form.slice(0, -ending.length) + restored);
  // A verb that only a rule knows may well be a noun too: "a small sample".
  if (bases.has(form) || isOf('s', '') || isOf('es', '')) return is.verb | is.nounToo;
  if (isOf('ed', '') || isOf('d', '')) return is.past;
  return isOf('ing', '') || isOf('ing', 'e') ? is.gerund : 0;
}
