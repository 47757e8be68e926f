// The matrix's words: what kinds and marks are called, and how a tie or a cell is said.
import { h, isoDate, listed, longDate, phrase, small, t, texts, tn, yearOf } from "./common.js";

export const TIE_TEXT = texts(() => ({
  kinds: {
    "armed-conflict": ["X", t("Armed conflict"), t("active fighting between the two")],
    defense: ["D", t("Defence pact"), t("help with force if the partner is attacked")],
    offense: ["O", t("Offence pact"), t("help with force in an attack on others")],
    neutrality: ["N", t("Neutrality"), t("no help to whoever attacks the partner")],
    nonaggression: ["G", t("Nonaggression"), t("no force against the partner")],
    consultation: ["C", t("Consultation"), t("confer in a crisis, look for a common line")],
    "security-commitment": ["S", t("Security pledge"), t("binds politically, or by one side's own law")],
    "strategic-partnership": ["P", t("Partnership"), t("cooperation without a military duty")],
    basing: ["B", t("Forces stationed"), t("forces of one in the land of the other")],
    "arms-transfer": ["A", t("Arms supply"), t("regular or large supply of arms or means")],
    "no-diplomatic-relations": ["!", t("No relations"), t("diplomatic relations broken or never begun")],
    sanctions: ["$", t("Sanctions"), t("economic sanctions or a terrorist listing")],
  },
  effects: {
    "in-effect": t("in effect"), contested: t("standing contested"),
    frozen: t("frozen by a party"), dormant: t("dormant: on paper only"),
  },
  // Translators: of a treaty, where there is room for one word only.
  dormant: t("dormant"),
  oneWay: {
    default: t("{a} owes this to {b}; nothing is owed in return."),
    "security-commitment": t("{a} gave this pledge to {b}; nothing is owed in return."),
    basing: t("Forces of {a} stand in {b}."),
    "arms-transfer": t("{a} supplies {b}."),
    sanctions: t("{a} has them in force against {b}."),
    "armed-conflict": t("{a} attacks {b}."),
  },
  mutual: {
    default: t("Both sides are bound alike."),
    "armed-conflict": t("Both sides fight."),
    "no-diplomatic-relations": t("It holds for both sides."),
    sanctions: t("Each has them in force against the other."),
    basing: t("Each has forces in the other's land."),
    "arms-transfer": t("Each supplies the other."),
  },
  // Translators: {a} is bound to {b} by a treaty, {b} is not bound to {a}.
  owes: t("{a} owes {b}"),
  both: t("both alike"),
  verdict: t("Strongest: {what}"),
  noTie: t("No tie"),
  lowConfidence: t("coding of low confidence"),
  none: t("No tie between the two is in force on this date."),
  filtered: t("The filters hide some of what stands here from the grid, not from this list."),
  inForce: t("In force on this date"),
  waiting: t("Signed, not in force on this date"),
  waitingSigned: t("Signed on {date}."), waitingFrom: t("In force only from {from}."),
  waitingRead: t("Read the act"),
  waitingWhy: t("Listed, not counted: the grid counts an act from its entry into force."),
  once: t("Once in force: {what}"),
  others: t("At other times"),
  universal: t("Promises that bind nearly every state, the ban on force in the UN Charter first of all, "
    + "are left out: they would fill every cell."),
  on: t("on {date}"),
  // Translators: "Counted" is followed by the days between which the grid counts a tie.
  signed: t("Signed"), force: t("Counted"), until: t("{from} to {to}"), since: t("since {from}"),
  // Translators: "Row" is followed by the number of a row of the table of ties.
  dates: t("Dates"), coding: t("Coding"), also: t("Also holds"), row: t("Row"), sources: t("Sources"),
  datesSeen: { seen: t("seen in a source"), partly: t("partly seen in a source"), memory: t("not yet checked") },
  verified: { seen: t("read in a source"), memory: t("not yet checked in a source") },
  confidence: t("confidence {level}"), levels: { high: t("high"), medium: t("medium"), low: t("low") },
  later: t("Known later ({from}):"),
  // Translators: what follows says when a duty begins, such as an armed attack.
  trigger: t("When:"),
  languages: { en: t("English"), ru: t("Russian"), fr: t("French"), de: t("German"), ar: t("Arabic"), fa: t("Persian") },
  close: t("Close"), pair: t("{a} and {b}"),
  changesTitle: t("What changed"),
  changesSpan: t("from {before} to {after}"),
  changeGroups: { began: t("Began"), changed: t("Changed"), ended: t("Ended") },
  changeSigns: { began: "+", changed: "±", ended: "−" },
  sameKind: t("{kind}: its effect, direction or hostile mark changed"),
  nothingChanged: t("No cell differs between the two dates."),
  more: (count) => tn("{count} more", "{count} more", count),
  keyTitle: t("Key and coding rule"),
  keyCell: t("A cell shows the strongest tie of two actors in force on the date: its letter and colour."),
  keyMarks: [
    ["d", "fo-k-defense fo-weak",
      t("lower case, hatched: contested, frozen or dormant, or coded with low confidence")],
    ["N", "fo-k-neutrality", t("corner mark $ or !: a hostile tie beside it"), "$"],
    ["S", "fo-k-security-commitment fo-up",
      t("triangle up: the row's actor owes or gives, the column's receives")],
    ["S", "fo-k-security-commitment fo-back",
      t("triangle to the side: the column's actor owes, the row's receives")],
  ],
  ruleTitle: t("Why this order"),
  rule: [
    t("Law before politics before fact. The cell answers the question “what has been promised?”, so a "
      + "treaty in force outranks a pledge, and a pledge outranks a shipment."),
    t("Among the legal promises: first help, then abstention, then talk, as in the three types of the "
      + "Correlates of War project. ATOP, whose definitions are used here, does not rank them."),
    t("Hostility is a second channel with a mark of its own, since treaties outlive friendships. Only "
      + "armed conflict takes the cell: a promise must not hide a war."),
    t("Ties of one kind: in effect before contested, frozen and dormant; then the safer coding."),
  ],
  limitsTitle: t("What it cannot show"),
  limits: [
    t("It ranks promises, not trust, power or interest: S between the United States and Israel is no "
      + "smaller friendship than the d between the United States and Pakistan."),
    t("One can argue for another order: a duty to confer within hours may weigh more than a duty not to "
      + "help an attacker."),
    t("A pair can be strong in law and hollow in practice, or the reverse. Open the pair and read."),
    t("Left out on purpose: universal promises, memberships without a duty, single strikes, trade, "
      + "votes, secret accords."),
  ],
  groupsTitle: t("How actors are grouped"),
  groupNames: {
    "Other states": t("Other states"), "Armed groups": t("Armed groups"), "Not in being": t("Not in being"),
  },
  groups: t("An actor stands in the first group it belongs to on the date, in this order: {groups}."),
}));

/** The name of a group of actors: three are ours, the others are names of alliances. */
export function groupName(name) {
  return TIE_TEXT.groupNames[name] ?? name;
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
    if (hostile >= 0) parts.push(small(tieName(this.kind(hostile))));
    return listed(parts) || TIE_TEXT.noTie;
  }

  /** The same with the names of the two, for those who cannot see where the cell stands. */
  pair(state, i, j) {
    const said = this.state(state, i, j);
    return `${listed([this.name(i), this.name(j)])}: ${small(said[0])}${said.slice(1)}`;
  }

  reservations(tie) {
    const effect = this.effect(tie);
    return [
      effect === "in-effect" ? null : TIE_TEXT[effect] ?? TIE_TEXT.effects[effect],
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
    if (precision === "year" && iso.endsWith("-01-01")) return yearOf(iso);
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
