// The panel beside the matrix: one pair read closely, a list of changes, the key.
import {
  COMMON_TEXT, DATA, KEYS, arrowsHint, h, isoDate, listed, longDate, numeral, oneStop, outsideLink, phrase, small, tongue,
} from "./common.js";
import { NO_TIE } from "./ties.js";
import { TIE_TEXT, badge, groupName, tieName } from "./tiewords.js";

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
    inForce.length ? h("h4", {}, `${TIE_TEXT.inForce} (${numeral(inForce.length)})`) : null,
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
    h("p", {}, h("i", DATA, words.pooled("instrument", tie)), ". ",
      phrase(TIE_TEXT.waitingSigned, { date: longDate(isoDate(signed[tie])) }), begins && ` ${begins}`),
    h("details", {}, h("summary", { ...KEYS }, TIE_TEXT.waitingRead),
      ...tieBody(words, tie, phrase(TIE_TEXT.once, { what: words.direction(tie) }))));
}

function otherTimes(words, others) {
  return h("details", { class: "fo-others" },
    h("summary", { ...KEYS }, `${TIE_TEXT.others} (${numeral(others.length)})`),
    h("ul", {}, ...others.map((tie) => h("li", {}, badge(words.kind(tie), words.isWeak(tie)),
      h("span", {}, instrumentOf(words, tie),
        ` ${words.span(tie)}`)))));
}

function instrumentOf(words, tie) {
  const instrument = words.pooled("instrument", tie);
  return instrument ? h("b", DATA, instrument) : h("b", {}, tieName(words.kind(tie)));
}

function tieArticle(words, tie) {
  const kind = words.kind(tie);
  const effect = TIE_TEXT.effects[words.effect(tie)];
  return h("article", { class: "fo-tie" },
    h("h5", {}, badge(kind, words.isWeak(tie)), h("span", {}, tieName(kind)), h("small", {}, effect)),
    h("p", { class: "fo-instrument", ...DATA }, words.pooled("instrument", tie)),
    ...tieBody(words, tie, words.direction(tie)));
}

function tieBody(words, tie, direction) {
  return [
    h("p", DATA, words.pooled("obligation", tie)),
    h("p", { class: "fo-direction" }, direction),
    ...clausesOf(words, tie).map((clause) => clauseBlock(words, clause)),
    noteOf(words.pooled("note", tie)),
    laterNote(words, tie),
    factList(words, tie),
  ].filter(Boolean);
}

function noteOf(text) {
  return text ? h("p", { class: "fo-note", ...DATA }, text) : null;
}

function laterNote(words, tie) {
  const text = words.pooled("later", tie);
  if (!text) return null;
  const from = longDate(words.pooled("later_from", tie));
  return h("p", { class: "fo-note" }, h("b", {}, phrase(TIE_TEXT.later, { from })), " ", h("span", DATA, text));
}

function clausesOf({ book }, tie) {
  const { clauses } = book.payload;
  return (clauses.of[tie] ?? []).map((row) => Object.fromEntries(
    Object.entries(clauses.rows).map(([name, column]) => [name, column[row]])));
}

function clauseBlock(words, clause) {
  const language = TIE_TEXT.languages[clause.quote_language] ?? clause.quote_language;
  const from = [language, clause.quote_from && h("span", DATA, clause.quote_from)].filter(Boolean)
    .flatMap((part, at) => (at ? [COMMON_TEXT.comma, part] : [part]));
  return h("div", { class: "fo-clause" },
    h("p", DATA, h("b", {}, `${clause.article}. `), clause.obligation),
    clause.trigger && clause.trigger !== "none"
      ? h("p", { class: "fo-small" }, TIE_TEXT.trigger, " ", h("span", DATA, clause.trigger)) : null,
    clause.short_quote ? h("blockquote", {},
      h("q", { lang: clause.quote_language }, clause.short_quote), " ", h("small", {}, "(", ...from, ")")) : null,
    h("p", { class: "fo-small" }, ...sourceLinks(words, [clause.source])));
}

function factList(words, tie) {
  const { signed, verified, dates_verified: seen } = words.book.ties;
  const { pool } = words.book.payload;
  const facts = [
    [TIE_TEXT.signed, signed[tie] === null ? "" : longDate(isoDate(signed[tie]))],
    [TIE_TEXT.force, words.span(tie)],
    [TIE_TEXT.dates, TIE_TEXT.datesSeen[pool[seen[tie]]]],
    [TIE_TEXT.coding, listed([phrase(TIE_TEXT.confidence, { level: levelOf(words, tie) }),
      TIE_TEXT.verified[pool[verified[tie]]]])],
    [TIE_TEXT.also, alsoKinds(words.pooled("also", tie))],
    [TIE_TEXT.row, h("code", DATA, words.book.ties.id[tie])],
  ];
  return h("div", { class: "fo-facts" }, h("dl", {}, ...facts.filter(([, value]) => value).flatMap(([name, value]) =>
    [h("dt", {}, name), h("dd", {}, value)])), sourcesOf(words, tie));
}

function levelOf(words, tie) {
  const level = words.pooled("confidence", tie);
  return TIE_TEXT.levels[level] ?? level;
}

function alsoKinds(also) {
  return listed(also.split(/;\s*/).map((kind) => small(kind in TIE_TEXT.kinds ? tieName(kind) : kind)));
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
    return [at ? "; " : "", h("span", DATA, url[row] ? outsideLink(url[row], text) : text)];
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
    oneStop(h("div", {}, changes.length ? arrowsHint() : null,
      ...Object.keys(TIE_TEXT.changeGroups).map((what) =>
        changeGroup(words, what, changes.filter((change) => change.what === what), onPick))),
    ".fo-change"),
  ];
}

const LONGEST_LIST = 200;

/** From before to after, the way that lines run. */
const pointingArrow = () => (tongue().dir === "rtl" ? "←" : "→");

function changeGroup(words, what, changes, onPick) {
  if (!changes.length) return null;
  const rest = changes.length - LONGEST_LIST;
  return h("section", {},
    h("h4", {}, `${TIE_TEXT.changeGroups[what]} (${numeral(changes.length)})`),
    h("ul", { class: "fo-changes" }, ...changes.slice(0, LONGEST_LIST).map((change) =>
      h("li", {}, changeButton(words, change, onPick)))),
    rest > 0 ? h("p", { class: "fo-small" }, TIE_TEXT.more(rest)) : null);
}

function changeButton(words, { pair, was, is, what }, onPick) {
  const label = `${words.name(pair.low)} – ${words.name(pair.high)}`;
  return h("button", {
    type: "button", class: "fo-change", onclick: () => onPick(pair.low, pair.high), ...KEYS,
  },
  h("span", { class: "fo-sign", "aria-hidden": "true" }, TIE_TEXT.changeSigns[what]),
  h("span", {}, h("b", DATA, label), h("br"), changeWords(words, was, is, what)),
  h("span", { class: "fo-from-to", "aria-hidden": "true" },
    stateBadge(words, was), what === "changed" ? pointingArrow() : "", stateBadge(words, is)));
}

function changeWords(words, was, is, what) {
  if (what === "began") return mainName(words, is);
  if (what === "ended") return mainName(words, was);
  const [before, after] = [mainName(words, was), mainName(words, is)];
  return before === after ? phrase(TIE_TEXT.sameKind, { kind: after })
    : `${before} ${pointingArrow()} ${after}`;
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
    h("p", {}, phrase(TIE_TEXT.groups, { groups: listed(groups.slice(0, -1).map(groupName)) })),
  ];
}

function keyMark([letter, look, meaning, mark]) {
  return h("li", {},
    h("span", { class: `fo-badge fo-cell ${look}`, "data-mark": mark, "aria-hidden": "true" }, letter),
    h("span", {}, meaning));
}
