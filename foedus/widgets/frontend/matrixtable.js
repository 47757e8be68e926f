// The matrix's content as a table: every pair with a tie, or one actor's row as a list.
import { DATA, KEYS, arrowsHint, h, listed, oneStop, phrase, t, texts, tn } from "./common.js";
import { changeOf } from "./ties.js";
import { TIE_TEXT, badge, tieName } from "./tiewords.js";

export const TABLE_TEXT = texts(() => ({
  caption: t("Pairs with a tie in force, strongest first"),
  // Translators: "Since then" heads what has changed since the date that is compared with.
  columns: [t("Pair"), t("Strongest tie"), t("Effect"), t("Who owes"), t("Hostile tie"), t("Since then")],
  actor: t("Actor"), everyActor: t("Every pair"),
  // Translators: a row of one actor's list names the other actor.
  with: t("with {name}"),
  empty: t("No pair has such a tie on this date."),
  showAll: (count) => tn("Show all {count} rows", "Show all {count} rows", count),
  // Translators: in the column "Strongest tie".
  hostileOnly: t("none but hostile"),
}));

const FIRST_ROWS = 300;

export class PairTable {
  constructor(book, words, onPick) {
    Object.assign(this, { book, words, onPick });
    this.node = h("div", { class: "fo-pairs" });
  }

  /** Show a day, and beside it what differs from an earlier one; where narrow, one actor first. */
  draw(day, before, narrow) {
    Object.assign(this, { day, before });
    this.actorField ??= this.buildActorField(narrow ? 0 : null);
    const rows = this.book.standing(day).filter(({ pair }) =>
      this.actor === null || pair.low === this.actor || pair.high === this.actor);
    const shown = this.allRows ? rows : rows.slice(0, FIRST_ROWS);
    this.node.replaceChildren(this.actorField,
      rows.length ? this.table(shown) : h("p", { class: "fo-calm" }, TABLE_TEXT.empty));
    if (shown.length < rows.length) this.node.append(this.moreButton(rows.length));
  }

  redraw() {
    this.draw(this.day, this.before);
  }

  /** Focus the first row, or what chooses the rows where there is none. */
  focus() {
    (this.node.querySelector(".fo-link") ?? this.node.querySelector("select"))?.focus();
  }

  buildActorField(actor) {
    this.actor = actor;
    const options = this.book.actors.code
      .map((_, index) => h("option", { value: index, ...DATA }, this.words.name(index)));
    const select = h("select", {
      "aria-label": TABLE_TEXT.actor,
      onchange: () => {
        this.actor = select.value === "" ? null : Number(select.value);
        this.redraw();
      }, ...KEYS,
    }, h("option", { value: "" }, TABLE_TEXT.everyActor), ...options);
    select.value = actor ?? "";
    return h("label", { class: "fo-field" }, h("span", {}, TABLE_TEXT.actor), select);
  }

  moreButton(count) {
    return h("button", {
      type: "button", class: "fo-button", onclick: () => { this.allRows = true; this.redraw(); }, ...KEYS,
    }, TABLE_TEXT.showAll(count));
  }

  table(rows) {
    const names = TABLE_TEXT.columns.slice(0, this.before === null ? 5 : 6);
    const table = h("table", {},
      h("caption", {}, TABLE_TEXT.caption, " ", arrowsHint()),
      h("thead", {}, h("tr", {}, ...names.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, ...rows.map((row) => this.row(row, names))));
    return oneStop(table, ".fo-link");
  }

  row({ pair, state }, names) {
    const [i, j] = this.actor === pair.high ? [pair.high, pair.low] : [pair.low, pair.high];
    const label = this.actor === null ? `${this.words.name(i)} – ${this.words.name(j)}`
      : phrase(TABLE_TEXT.with, { name: this.words.name(j) });
    const open = h("button", {
      type: "button", class: "fo-link", onclick: () => this.onPick(i, j), ...KEYS,
    }, label);
    const cells = [open, this.tieWords(state), this.effectWords(state),
      this.words.cellDirection(state, i, j), this.hostileWords(state), this.changeWords(pair, state)];
    return h("tr", {}, ...names.map((name, at) =>
      h(at ? "td" : "th", at ? { "data-name": name } : { scope: "row" }, ...[cells[at]].flat())));
  }

  tieWords({ tie, weak }) {
    if (tie < 0) return TABLE_TEXT.hostileOnly;
    return [badge(this.words.kind(tie), weak), ` ${tieName(this.words.kind(tie))}`];
  }

  effectWords({ tie }) {
    if (tie < 0) return "";
    return listed([TIE_TEXT.effects[this.words.effect(tie)],
      this.book.ties.low[tie] && TIE_TEXT.lowConfidence]);
  }

  hostileWords({ hostile }) {
    if (hostile < 0) return "";
    return [badge(this.words.kind(hostile)), ` ${tieName(this.words.kind(hostile))}`];
  }

  changeWords(pair, state) {
    if (this.before === null) return "";
    const was = this.book.cellOf(pair, this.before);
    return was.face === state.face ? "" : TIE_TEXT.changeGroups[changeOf(was, state)];
  }
}
