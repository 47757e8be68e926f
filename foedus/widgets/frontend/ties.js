// What the matrix knows without a page: the strongest tie of a pair on a day, what changed between
// two days, and the orders of the actors. It follows foedus/relations.py; a test compares the two.

/** The state of a cell without a tie. */
export const NO_TIE = Object.freeze({ tie: -1, hostile: -1, ower: -1, weak: false, face: "" });

/** How many of the sorted numbers are not greater than `limit`. */
export function countUpTo(numbers, limit) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** All ties, by pair; answers for one filter (kinds, dormant ties or not) at a time. */
export class TieBook {
  constructor(payload) {
    this.payload = payload;
    this.ties = tiesOf(payload);
    this.actors = payload.actors;
    this.size = payload.actors.code.length;
    this.firstHostile = payload.kinds.length - payload.hostile;
    this.end = this.ties.to.map((to, tie) => endOf(this.ties.from[tie], to));
    this.begin = this.ties.from.map((from) => from ?? Infinity);
    this.pairs = this.gatherPairs();
    this.filter([], false);
  }

  gatherPairs() {
    const pairs = new Map();
    this.ties.a.forEach((a, tie) => {
      const key = this.key(a, this.ties.b[tie]);
      if (!pairs.has(key)) pairs.set(key, this.emptyPair(a, this.ties.b[tie]));
      pairs.get(key).ties.push(tie);
    });
    for (const pair of pairs.values()) pair.ties.sort((one, two) => this.compareTies(one, two));
    return pairs;
  }

  emptyPair(a, b) {
    return { low: Math.min(a, b), high: Math.max(a, b), ties: [], days: [], cells: [] };
  }

  key(i, j) {
    return i < j ? i * this.size + j : j * this.size + i;
  }

  /** Kind, then effect, then confidence; ties of one rank keep the order of the table. */
  compareTies(one, two) {
    const { kind, effect, low } = this.ties;
    return kind[one] - kind[two] || effect[one] - effect[two] || low[one] - low[two] || one - two;
  }

  equalRank(one, two) {
    const { kind, effect, low } = this.ties;
    return kind[one] === kind[two] && effect[one] === effect[two] && low[one] === low[two];
  }

  /** Show these kinds only (none named: all), with or without dormant ties. */
  filter(kinds, hideDormant) {
    const dormant = this.payload.effects.indexOf("dormant");
    const wanted = new Set(kinds.map((kind) => this.payload.kinds.indexOf(kind)));
    const shows = (tie) => (!wanted.size || wanted.has(this.ties.kind[tie]))
      && !(hideDormant && this.ties.effect[tie] === dormant);
    this.shown = this.ties.a.map((_, tie) => shows(tie));
    for (const pair of this.pairs.values()) this.datePair(pair);
    this.days = [...new Set([...this.pairs.values()].flatMap((pair) => pair.days))]
      .sort((one, two) => one - two);
  }

  datePair(pair) {
    const shown = pair.ties.filter((tie) => this.shown[tie]);
    const days = shown.flatMap((tie) => [this.begin[tie], this.end[tie]]).filter(Number.isFinite);
    pair.days = [...new Set(days)].sort((one, two) => one - two);
    pair.cells = [];
  }

  inForce(tie, day) {
    return this.begin[tie] <= day && day < this.end[tie];
  }

  /** The state of a pair's cell on a day: judged once for each span between two changes. */
  cell(i, j, day) {
    const pair = this.pairs.get(this.key(i, j));
    return pair ? this.cellOf(pair, day) : NO_TIE;
  }

  cellOf(pair, day) {
    const span = countUpTo(pair.days, day);
    pair.cells[span] ??= this.judge(pair, day);
    return pair.cells[span];
  }

  judge(pair, day) {
    const { kind, effect, low } = this.ties;
    const found = pair.ties.filter((tie) => this.shown[tie] && this.inForce(tie, day));
    if (!found.length) return NO_TIE;
    const tie = found.find((one) => kind[one] < this.firstHostile) ?? -1;
    const hostile = found.find((one) => kind[one] >= this.firstHostile) ?? -1;
    const ower = tie < 0 ? -1 : this.owerOf(found.filter((one) => this.equalRank(one, tie)));
    const weak = tie >= 0 && (effect[tie] > 0 || low[tie] === 1);
    const face = [kind[tie], effect[tie], weak, ower, kind[hostile]].join(" ");
    return { tie, hostile, ower, weak, face };
  }

  /** The one side that owes, or -1 when both are bound. */
  owerOf(equals) {
    const { a, directed } = this.ties;
    const oneWay = equals.every((tie) => directed[tie] && a[tie] === a[equals[0]]);
    return oneWay ? a[equals[0]] : -1;
  }

  /** Every pair with something in force, strongest first. */
  standing(day) {
    return [...this.pairs.values()]
      .map((pair) => ({ pair, state: this.cellOf(pair, day) }))
      .filter(({ state }) => state !== NO_TIE)
      .sort((one, two) => this.rank(one.state) - this.rank(two.state));
  }

  count(day) {
    let count = 0;
    for (const pair of this.pairs.values()) count += this.cellOf(pair, day) !== NO_TIE;
    return count;
  }

  rank(state) {
    return state.tie < 0 ? 100 + this.ties.kind[state.hostile]
      : this.ties.kind[state.tie] * 8 + this.ties.effect[state.tie] * 2 + this.ties.low[state.tie];
  }

  /** What a pair has on a day: in force, signed but not in force, and at other times. */
  tiesOfPair(i, j, day) {
    const all = this.pairs.get(this.key(i, j))?.ties ?? [];
    const inForce = all.filter((tie) => this.inForce(tie, day));
    const waiting = all.filter((tie) => this.isWaiting(tie, day));
    const others = all.filter((tie) => !inForce.includes(tie) && !waiting.includes(tie));
    return { inForce, waiting, others: others.sort((x, y) => this.begin[x] - this.begin[y]) };
  }

  isWaiting(tie, day) {
    const signed = this.ties.signed[tie];
    return signed !== null && signed <= day && day < this.begin[tie];
  }

  /** Cells that differ between two days: began, ended or changed. */
  changes(before, after) {
    const found = [];
    for (const pair of this.pairs.values()) {
      const was = this.cellOf(pair, before);
      const is = this.cellOf(pair, after);
      if (was.face !== is.face) found.push({ pair, was, is, what: changeOf(was, is) });
    }
    return found.sort((one, two) => this.changeRank(one) - this.changeRank(two));
  }

  changeRank({ was, is }) {
    return Math.min(...[was, is].filter((state) => state !== NO_TIE).map((one) => this.rank(one)));
  }

  /** The nearest day after (step 1) or before (step -1) on which any shown tie changes. */
  nextChange(day, step) {
    const index = step > 0 ? countUpTo(this.days, day) : countUpTo(this.days, day - 1) - 1;
    return this.days[index];
  }

  /** The actor's group on a day: the first that it belongs to, in the payload's order. */
  groupOf(actor, day) {
    const { since, until, spells } = this.actors;
    if (day < (since[actor] ?? -Infinity) || day >= (until[actor] ?? Infinity)) {
      return this.payload.groups.length - 1;
    }
    return spells[actor].find(([, from, to]) => from <= day && day < (to ?? Infinity))[0];
  }

  /** The actors' order: {actors: indices, groups: the group of each, or null}. */
  order(how, day) {
    const actors = Array.from({ length: this.size }, (_, index) => index);
    if (how === "similarity") return { actors: this.seriation(day), groups: null };
    if (how === "name") return { actors: actors.sort((i, j) => this.compareNames(i, j)), groups: null };
    const group = actors.map((actor) => this.groupOf(actor, day));
    actors.sort((i, j) => group[i] - group[j] || i - j);
    return { actors, groups: actors.map((actor) => group[actor]) };
  }

  compareNames(i, j) {
    const { name } = this.actors;
    return name[i] < name[j] ? -1 : name[i] > name[j] ? 1 : i - j;
  }

  /** Chain the actors so that those with like ties stand side by side; see order.py. */
  seriation(day) {
    const likeness = likenessOf(this.strengths(day));
    const edges = [];
    for (let i = 0; i < this.size; i++) {
      for (let j = i + 1; j < this.size; j++) if (likeness[i][j] > 0) edges.push([i, j]);
    }
    edges.sort(([i, j], [k, l]) => likeness[k][l] - likeness[i][j] || i - k || j - l);
    return chain(this.size, edges);
  }

  /** 11 for a defence pact's neighbour down to 1; conflict counts against; 0 without a tie. */
  strengths(day) {
    const rows = Array.from({ length: this.size }, () => new Int32Array(this.size));
    for (const pair of this.pairs.values()) {
      const { tie } = this.cellOf(pair, day);
      if (tie < 0) continue;
      const kind = this.ties.kind[tie];
      const strength = kind === 0 ? -this.firstHostile : this.firstHostile - kind;
      rows[pair.low][pair.high] = rows[pair.high][pair.low] = strength;
    }
    return rows;
  }
}

/** Every column by tie: its own, and those of the act that it shares with others. */
function tiesOf({ ties, acts }) {
  const columns = { ...ties };
  for (const [name, values] of Object.entries(acts)) columns[name] = ties.act.map((act) => values[act]);
  return columns;
}

/** The first day without the tie; one that begins and ends on a day counts on that day. */
function endOf(from, to) {
  if (to === null) return Infinity;
  return to === from ? to + 1 : to;
}

export function changeOf(was, is) {
  if (was === NO_TIE) return "began";
  return is === NO_TIE ? "ended" : "changed";
}

/** Shared partners, weighted by the weaker of the two ties, and the tie between the two. */
function likenessOf(strengths) {
  const size = strengths.length;
  const likeness = strengths.map(() => new Int32Array(size));
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      let sum = 3 * strengths[i][j];
      for (let k = 0; k < size; k++) {
        const [one, two] = [strengths[i][k], strengths[j][k]];
        if (one > 0 && two > 0) sum += one < two ? one : two;
      }
      likeness[i][j] = likeness[j][i] = sum;
    }
  }
  return likeness;
}

/** Join the likeliest neighbours first, never a third neighbour and never a ring. */
function chain(size, edges) {
  const chains = Array.from({ length: size }, (_, actor) => [actor]);
  for (const [i, j] of edges) {
    const [left, right] = [chains[i], chains[j]];
    if (left === right || !isEnd(left, i) || !isEnd(right, j)) continue;
    if (left[0] === i) left.reverse();
    if (right[0] !== j) right.reverse();
    left.push(...right);
    for (const actor of right) chains[actor] = left;
  }
  return [...new Set(chains)].sort((one, two) => two.length - one.length).flat();
}

function isEnd(list, actor) {
  return list[0] === actor || list[list.length - 1] === actor;
}
