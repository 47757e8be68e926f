// The matrix's words, and the panel beside it: one pair read closely, a list of changes, the key.
import { KEYS, h, isoDate, longDate, outsideLink } from "./common.js";
import { NO_TIE } from "./ties.js";

export const TIE_TEXT = {
  kinds: {
    "armed-conflict": ["X", "Armed conflict", "active fighting between the two"],
    defense: ["D", "Defence pact", "help with force if the partner is attacked"],
    offense: ["O", "Offence pact", "help with force in an attack on others"],
    neutrality: ["N", "Neutrality", "no help to whoever attacks the partner"],
    nonaggression: ["G", "Nonaggression", "no force against the partner"],
    consultation: ["C", "Consultation", "confer in a crisis, look for a common line"],
    "security-commitment": ["S", "Security pledge", "binds politically, or by one side's own law"],
    "strategic-partnership": ["P", "Partnership", "cooperation without a military duty"],
    basing: ["B", "Forces stationed", "forces of one in the land of the other"],
    "arms-transfer": ["A", "Arms supply", "regular or large supply of arms or means"],
    "no-diplomatic-relations": ["!", "No relations", "diplomatic relations broken or never begun"],
    sanctions: ["$", "Sanctions", "economic sanctions or a terrorist listing"],
  },
  effects: {
    "in-effect": "in effect", contested: "standing contested",
    frozen: "frozen by a party", dormant: "dormant: on paper only",
  },
  oneWay: {
    default: "{a} owes this to {b}; nothing is owed in return.",
    "security-commitment": "{a} gave this pledge to {b}; nothing is owed in return.",
    basing: "Forces of {a} stand in {b}.",
    "arms-transfer": "{a} supplies {b}.",
    sanctions: "{a} has them in force against {b}.",
    "armed-conflict": "{a} attacks {b}.",
  },
  mutual: {
    default: "Both sides are bound alike.",
    "armed-conflict": "Both sides fight.",
    "no-diplomatic-relations": "It holds for both sides.",
    sanctions: "Each has them in force against the other.",
    basing: "Each has forces in the other's land.",
    "arms-transfer": "Each supplies the other.",
  },
  owes: "{a} owes {b}",
  both: "both alike",
  verdict: "Strongest: {what}",
  noTie: "No tie",
  lowConfidence: "coding of low confidence",
  none: "No tie between the two is in force on this date.",
  filtered: "The filters hide some of what stands here from the grid, not from this list.",
  inForce: "In force on this date",
  waiting: "Signed, not in force on this date",
  waitingSigned: "Signed on {date}.", waitingFrom: " In force only from {from}.",
  waitingRead: "Read the act",
  waitingWhy: "A signature alone does not bind: an act counts from its entry into force.",
  once: "Once in force: {what}",
  others: "At other times",
  universal: "Promises that bind nearly every state, the ban on force in the UN Charter first of all, "
    + "are left out: they would fill every cell.",
  on: "on {date}",
  signed: "Signed", force: "Counted", until: "{from} to {to}", since: "since {from}",
  dates: "Dates", coding: "Coding", also: "Also holds", row: "Row", sources: "Sources",
  datesSeen: { seen: "seen in a source", partly: "partly seen in a source", memory: "not yet checked" },
  verified: { seen: "read in a source", memory: "not yet checked in a source" },
  confidence: "confidence {level}",
  later: "Known later ({from}): ",
  trigger: "When: ",
  languages: { en: "English", ru: "Russian", fr: "French", de: "German", ar: "Arabic", fa: "Persian" },
  close: "Close", pair: "{a} and {b}",
  changesTitle: "What changed",
  changesSpan: "from {before} to {after}",
  changeGroups: { began: "Began", changed: "Changed", ended: "Ended" },
  changeSigns: { began: "+", changed: "±", ended: "−" },
  sameKind: "{kind}: its effect, direction or hostile mark changed",
  nothingChanged: "No cell differs between the two dates.",
  more: "{count} more",
  keyTitle: "Key and coding rule",
  keyCell: "A cell shows the strongest tie of two actors in force on the date: its letter and colour.",
  keyMarks: [
    ["d", "fo-k-defense fo-weak", "lower case, hatched: contested, frozen or dormant, or coded with low confidence"],
    ["N", "fo-k-neutrality", "corner mark $ or !: a hostile tie beside it", "$"],
    ["S", "fo-k-security-commitment fo-up", "triangle up: the row's actor owes or gives, the column's receives"],
    ["S", "fo-k-security-commitment fo-back", "triangle to the side: the column's actor owes, the row's receives"],
  ],
  ruleTitle: "Why this order",
  rule: [
    "Law before politics before fact. The cell answers the question “what has been promised?”, so a "
      + "treaty in force outranks a pledge, and a pledge outranks a shipment.",
    "Among the legal promises: first help, then abstention, then talk, as in the three types of the "
      + "Correlates of War project. ATOP, whose definitions are used here, does not rank them.",
    "Hostility is a second channel with a mark of its own, since treaties outlive friendships. Only "
      + "armed conflict takes the cell: a promise must not hide a war.",
    "Ties of one kind: in effect before contested, frozen and dormant; then the safer coding.",
  ],
  limitsTitle: "What it cannot show",
  limits: [
    "It ranks promises, not trust, power or interest: S between the United States and Israel is no "
      + "smaller friendship than the d between the United States and Pakistan.",
    "One can argue for another order: a duty to confer within hours may weigh more than a duty not to "
      + "help an attacker.",
    "A pair can be strong in law and hollow in practice, or the reverse. Open the pair and read.",
    "Left out on purpose: universal promises, memberships without a duty, single strikes, trade, "
      + "votes, secret accords.",
  ],
  groupsTitle: "How actors are grouped",
  groups: "An actor stands in the first group it belongs to on the date, in this order: {groups}.",
};

/** "{a} owes {b}" with its places filled. */
export function phrase(template, places) {
  return template.replace(/\{(\w+)\}/g, (_, name) => places[name]);
}

/** The name of a kind in words; its letter is `tieLetter(kind)`. */
export function tieName(kind) {
  return TIE_TEXT.kinds[kind][1];
}

export function tieLetter(kind) {
  return TIE_TEXT.kinds[kind][0];
}

/** A letter on its colour, as in the grid. */
export function badge(kind, weak = false) {
  const letter = tieLetter(kind);
  const look = `fo-badge fo-k-${kind}${weak ? " fo-weak" : ""}`;
  return h("span", { class: look, "aria-hidden": "true" }, weak ? letter.toLowerCase() : letter);
}

/** Words for states and ties; knows the book, the day and nothing of the page. */
export class TieWords {
  constructor(book) {
    this.book = book;
  }

  kind(tie) {
    return this.book.payload.kinds[this.book.ties.kind[tie]];
  }

  effect(tie) {
    return this.book.payload.effects[this.book.ties.effect[tie]];
  }

  name(actor) {
    return this.book.actors.name[actor];
  }

  pooled(column, tie) {
    return this.book.payload.pool[this.book.ties[column][tie]] ?? "";
  }

  isWeak(tie) {
    return this.book.ties.effect[tie] > 0 || this.book.ties.low[tie] === 1;
  }

  /** "Neutrality, standing contested; also sanctions": what a cell says. */
  state({ tie, hostile, ower }, i, j) {
    const parts = [];
    if (tie >= 0) parts.push(tieName(this.kind(tie)), ...this.reservations(tie));
    if (ower >= 0) parts.push(phrase(TIE_TEXT.owes, this.sides(ower, ower === i ? j : i)));
    if (hostile >= 0) parts.push(tieName(this.kind(hostile)).toLowerCase());
    return parts.join(", ") || TIE_TEXT.noTie;
  }

  reservations(tie) {
    const effect = this.effect(tie);
    return [
      effect === "in-effect" ? null : TIE_TEXT.effects[effect].split(":")[0],
      this.book.ties.low[tie] ? TIE_TEXT.lowConfidence : null,
    ].filter(Boolean);
  }

  sides(a, b) {
    return { a: this.name(a), b: this.name(b) };
  }

  direction(tie) {
    const { a, b, directed } = this.book.ties;
    const words = directed[tie] ? TIE_TEXT.oneWay : TIE_TEXT.mutual;
    return phrase(words[this.kind(tie)] ?? words.default, this.sides(a[tie], b[tie]));
  }

  /** The direction of a whole cell, in few words. */
  cellDirection({ tie, ower }, i, j) {
    if (tie < 0) return "";
    return ower < 0 ? TIE_TEXT.both : phrase(TIE_TEXT.owes, this.sides(ower, ower === i ? j : i));
  }

  /** A date as exact as it is known: a year that stands as 1 January is shown as the year. */
  date(days, precision) {
    const iso = isoDate(days);
    if (precision === "year" && iso.endsWith("-01-01")) return iso.slice(0, 4);
    if (precision !== "day" && iso.endsWith("-01")) return longDate(iso.slice(0, 7));
    return longDate(iso);
  }

  span(tie) {
    const { from, to } = this.book.ties;
    const precision = this.pooled("date_precision", tie);
    if (from[tie] === null) return "";
    const places = { from: this.date(from[tie], precision) };
    if (to[tie] === null) return phrase(TIE_TEXT.since, places);
    return phrase(TIE_TEXT.until, { ...places, to: this.date(to[tie], precision) });
  }
}

/** The pair read closely: every tie on the date, what is signed only, and the rest of its history. */
export function pairPanel(words, i, j, day, onClose) {
  const { inForce, waiting, others } = words.book.tiesOfPair(i, j, day);
  const hidden = inForce.some((tie) => !words.book.shown[tie]);
  const state = words.book.cell(i, j, day);
  return [
    panelHead(phrase(TIE_TEXT.pair, words.sides(i, j)),
      phrase(TIE_TEXT.on, { date: longDate(isoDate(day)) }), onClose),
    state === NO_TIE ? null : h("p", { class: "fo-verdict" }, stateBadge(words, state),
      h("span", {}, phrase(TIE_TEXT.verdict, { what: words.state(state, i, j) }))),
    waiting.length ? waitingSection(words, waiting) : null,
    inForce.length ? h("h4", {}, `${TIE_TEXT.inForce} (${inForce.length})`) : null,
    inForce.length ? null : h("p", { class: "fo-calm" }, TIE_TEXT.none),
    ...inForce.map((tie) => tieArticle(words, tie)),
    hidden ? h("p", { class: "fo-small" }, TIE_TEXT.filtered) : null,
    others.length ? otherTimes(words, others) : null,
    h("p", { class: "fo-small" }, TIE_TEXT.universal),
  ];
}

export function panelHead(title, subtitle, onClose) {
  return h("div", { class: "fo-panel-head" },
    h("h3", {}, title),
    onClose ? h("button", { type: "button", class: "fo-button", onclick: onClose, ...KEYS },
      `${TIE_TEXT.close} ✕`) : null,
    subtitle ? h("p", {}, subtitle) : null);
}

function waitingSection(words, waiting) {
  return h("section", { class: "fo-waiting" },
    h("h4", {}, TIE_TEXT.waiting),
    ...waiting.map((tie) => waitingArticle(words, tie)),
    h("p", { class: "fo-why" }, TIE_TEXT.waitingWhy));
}

function waitingArticle(words, tie) {
  const { signed, from } = words.book.ties;
  const begins = from[tie] === null ? null
    : phrase(TIE_TEXT.waitingFrom, { from: words.date(from[tie], words.pooled("date_precision", tie)) });
  return h("article", { class: "fo-tie" },
    h("h5", {}, badge(words.kind(tie), words.isWeak(tie)), h("span", {}, tieName(words.kind(tie)))),
    h("p", {}, h("i", {}, words.pooled("instrument", tie)), ". ",
      phrase(TIE_TEXT.waitingSigned, { date: longDate(isoDate(signed[tie])) }), begins),
    h("details", {}, h("summary", { ...KEYS }, TIE_TEXT.waitingRead),
      ...tieBody(words, tie, phrase(TIE_TEXT.once, { what: words.direction(tie) }))));
}

function otherTimes(words, others) {
  return h("details", { class: "fo-others" },
    h("summary", { ...KEYS }, `${TIE_TEXT.others} (${others.length})`),
    h("ul", {}, ...others.map((tie) => h("li", {}, badge(words.kind(tie), words.isWeak(tie)),
      h("span", {}, h("b", {}, words.pooled("instrument", tie) || tieName(words.kind(tie))),
        ` ${words.span(tie)}`)))));
}

function tieArticle(words, tie) {
  const kind = words.kind(tie);
  const effect = TIE_TEXT.effects[words.effect(tie)];
  return h("article", { class: "fo-tie" },
    h("h5", {}, badge(kind, words.isWeak(tie)), h("span", {}, tieName(kind)), h("small", {}, effect)),
    h("p", { class: "fo-instrument" }, words.pooled("instrument", tie)),
    ...tieBody(words, tie, words.direction(tie)));
}

function tieBody(words, tie, direction) {
  return [
    h("p", {}, words.pooled("obligation", tie)),
    h("p", { class: "fo-direction" }, direction),
    ...clausesOf(words, tie).map((clause) => clauseBlock(words, clause)),
    noteOf(words.pooled("note", tie)),
    laterNote(words, tie),
    factList(words, tie),
  ].filter(Boolean);
}

function noteOf(text) {
  return text ? h("p", { class: "fo-note" }, text) : null;
}

function laterNote(words, tie) {
  const text = words.pooled("later", tie);
  if (!text) return null;
  const from = longDate(words.pooled("later_from", tie));
  return h("p", { class: "fo-note" }, h("b", {}, phrase(TIE_TEXT.later, { from })), text);
}

function clausesOf({ book }, tie) {
  const { clauses } = book.payload;
  return (clauses.of[tie] ?? []).map((row) => Object.fromEntries(
    Object.entries(clauses.rows).map(([name, column]) => [name, column[row]])));
}

function clauseBlock(words, clause) {
  const language = TIE_TEXT.languages[clause.quote_language] ?? clause.quote_language;
  const from = [language, clause.quote_from].filter(Boolean).join(", ");
  return h("div", { class: "fo-clause" },
    h("p", {}, h("b", {}, `${clause.article}. `), clause.obligation),
    clause.trigger && clause.trigger !== "none"
      ? h("p", { class: "fo-small" }, TIE_TEXT.trigger, clause.trigger) : null,
    clause.short_quote ? h("blockquote", {},
      h("q", { lang: clause.quote_language }, clause.short_quote), " ", h("small", {}, `(${from})`)) : null,
    h("p", { class: "fo-small" }, ...sourceLinks(words, [clause.source])));
}

function factList(words, tie) {
  const { signed, verified, dates_verified: seen } = words.book.ties;
  const { pool } = words.book.payload;
  const facts = [
    [TIE_TEXT.signed, signed[tie] === null ? "" : longDate(isoDate(signed[tie]))],
    [TIE_TEXT.force, words.span(tie)],
    [TIE_TEXT.dates, TIE_TEXT.datesSeen[pool[seen[tie]]]],
    [TIE_TEXT.coding, [phrase(TIE_TEXT.confidence, { level: words.pooled("confidence", tie) }),
      TIE_TEXT.verified[pool[verified[tie]]]].filter(Boolean).join(", ")],
    [TIE_TEXT.also, alsoKinds(words.pooled("also", tie))],
    [TIE_TEXT.row, h("code", {}, words.book.ties.id[tie])],
  ];
  return h("div", { class: "fo-facts" }, h("dl", {}, ...facts.filter(([, value]) => value).flatMap(([name, value]) =>
    [h("dt", {}, name), h("dd", {}, value)])), sourcesOf(words, tie));
}

function alsoKinds(also) {
  return also.split(/;\s*/).filter(Boolean)
    .map((kind) => (kind in TIE_TEXT.kinds ? tieName(kind) : kind).toLowerCase()).join(", ");
}

function sourcesOf(words, tie) {
  const { source, source2 } = words.book.ties;
  const links = sourceLinks(words, [source[tie], source2[tie]]);
  return links.length ? h("p", {}, `${TIE_TEXT.sources}: `, ...links) : null;
}

function sourceLinks({ book }, rows) {
  const { title, publisher, url } = book.payload.sources;
  const known = rows.filter((row) => row !== null && row !== undefined && row >= 0);
  return known.flatMap((row, at) => {
    const text = [title[row] || url[row], publisher[row]].filter(Boolean).join(", ");
    return [at ? "; " : "", url[row] ? outsideLink(url[row], text) : text];
  });
}

/** The list of cells that differ between two days; each opens its pair. */
export function changesPanel(words, before, after, onPick) {
  const changes = words.book.changes(before, after);
  const span = phrase(TIE_TEXT.changesSpan,
    { before: longDate(isoDate(before)), after: longDate(isoDate(after)) });
  return [
    panelHead(TIE_TEXT.changesTitle, span),
    changes.length ? null : h("p", { class: "fo-calm" }, TIE_TEXT.nothingChanged),
    ...Object.keys(TIE_TEXT.changeGroups).map((what) =>
      changeGroup(words, what, changes.filter((change) => change.what === what), onPick)),
  ];
}

const LONGEST_LIST = 200;

function changeGroup(words, what, changes, onPick) {
  if (!changes.length) return null;
  const rest = changes.length - LONGEST_LIST;
  return h("section", {},
    h("h4", {}, `${TIE_TEXT.changeGroups[what]} (${changes.length})`),
    h("ul", { class: "fo-changes" }, ...changes.slice(0, LONGEST_LIST).map((change) =>
      h("li", {}, changeButton(words, change, onPick)))),
    rest > 0 ? h("p", { class: "fo-small" }, phrase(TIE_TEXT.more, { count: rest })) : null);
}

function changeButton(words, { pair, was, is, what }, onPick) {
  const label = `${words.name(pair.low)} – ${words.name(pair.high)}`;
  return h("button", {
    type: "button", class: "fo-change", onclick: () => onPick(pair.low, pair.high), ...KEYS,
  },
  h("span", { class: "fo-sign", "aria-hidden": "true" }, TIE_TEXT.changeSigns[what]),
  h("span", {}, h("b", {}, label), h("br"), changeWords(words, was, is, what)),
  h("span", { class: "fo-from-to", "aria-hidden": "true" },
    stateBadge(words, was), what === "changed" ? "→" : "", stateBadge(words, is)));
}

function changeWords(words, was, is, what) {
  if (what === "began") return mainName(words, is);
  if (what === "ended") return mainName(words, was);
  const [before, after] = [mainName(words, was), mainName(words, is)];
  return before === after ? phrase(TIE_TEXT.sameKind, { kind: after }) : `${before} → ${after}`;
}

function mainName(words, { tie, hostile }) {
  return tieName(words.kind(tie >= 0 ? tie : hostile));
}

function stateBadge(words, state) {
  if (state === NO_TIE) return null;
  return badge(words.kind(state.tie >= 0 ? state.tie : state.hostile), state.weak);
}

/** The key, the coding rule and its limits. */
export function keyPanel(groups, onClose) {
  return [
    panelHead(TIE_TEXT.keyTitle, TIE_TEXT.keyCell, onClose),
    h("ul", { class: "fo-key" }, ...Object.entries(TIE_TEXT.kinds).map(([kind, [, name, meaning]]) =>
      h("li", {}, badge(kind), h("span", {}, h("b", {}, name), ` ${meaning}`)))),
    h("ul", { class: "fo-key" }, ...TIE_TEXT.keyMarks.map(keyMark)),
    h("h4", {}, TIE_TEXT.ruleTitle),
    h("ol", {}, ...TIE_TEXT.rule.map((line) => h("li", {}, line))),
    h("h4", {}, TIE_TEXT.limitsTitle),
    h("ul", {}, ...TIE_TEXT.limits.map((line) => h("li", {}, line))),
    h("h4", {}, TIE_TEXT.groupsTitle),
    h("p", {}, phrase(TIE_TEXT.groups, { groups: groups.slice(0, -1).join(", ") })),
  ];
}

function keyMark([letter, look, meaning, mark]) {
  return h("li", {},
    h("span", { class: `fo-badge fo-cell ${look}`, "data-mark": mark, "aria-hidden": "true" }, letter),
    h("span", {}, meaning));
}
