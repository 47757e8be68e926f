// The matrix's words: what kinds and marks are called, and how a tie or a cell is said.
import { h, isoDate, longDate, phrase } from "./common.js";

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
  waitingWhy: "Listed, not counted: the grid counts an act from its entry into force.",
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

  /** The same with the names of the two, for those who cannot see where the cell stands. */
  pair(state, i, j) {
    const said = this.state(state, i, j);
    return `${this.name(i)}, ${this.name(j)}: ${said[0].toLowerCase()}${said.slice(1)}`;
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
