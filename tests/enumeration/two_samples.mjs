// SPDX-License-Identifier: EUPL-1.2
// Do two samples come from the same distribution? The Mann-Whitney U test, which a few very slow answers do not sway, and
// with it the Hodges-Lehmann shift: by how much the one is slower than the other.

export function median(values) {
  const sorted = Float64Array.from(values).sort();
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

// Ranks from 1, the mean of them where values are equal; `ties` is the sum of t³ - t.
function rank(values) {
  const order = values.map((value, index) => ({ value, index })).sort((one, other) => one.value - other.value);
  const ranks = new Float64Array(values.length);
  let ties = 0;
  for (let from = 0, to; from < order.length; from = to) {
    for (to = from + 1; to < order.length && order[to].value === order[from].value;) to += 1;
    for (let at = from; at < to; at += 1) ranks[order[at].index] = (from + 1 + to) / 2;
    ties += (to - from) ** 3 - (to - from);
  }
  return { ranks, ties };
}

// How likely a standard normal is above z: by the series of erf near 0, by the continued fraction of its tail beyond 3.
function tailOfNormal(z) {
  if (z < 3)
    return (
      0.5 -
      Array.from({ length: 60 }, (_, n) => n).reduce(
        ({ sum, term }, n) => {
          const next = n === 0 ? z : (-term * z * z * (2 * n - 1)) / (2 * n * (2 * n + 1));
          return { sum: sum + next, term: next };
        },
        { sum: 0, term: 0 },
      ).sum /
        Math.sqrt(2 * Math.PI)
    );
  let fraction = z;
  for (let k = 60; k > 0; k -= 1) fraction = z + k / fraction;
  return Math.exp((-z * z) / 2) / (Math.sqrt(2 * Math.PI) * fraction);
}

// { p, shift, from, to }: two-sided; by how much `first` is greater, between what bounds at 99.9 %.
export function compare(first, second) {
  const [n, m] = [first.length, second.length];
  const { ranks, ties } = rank([...first, ...second]);
  const u = ranks.subarray(0, n).reduce((sum, each) => sum + each, 0) - (n * (n + 1)) / 2;
  const deviation = Math.sqrt(((n * m) / 12) * (n + m + 1 - ties / ((n + m) * (n + m - 1))));
  const z = Math.max(0, Math.abs(u - (n * m) / 2) - 0.5) / deviation;
  const differences = new Float64Array(n * m);
  first.forEach((one, i) => second.forEach((other, j) => (differences[i * m + j] = one - other)));
  differences.sort();
  const edge = Math.max(0, Math.floor((n * m) / 2 - 3.2905 * deviation));
  return {
    p: Math.min(1, 2 * tailOfNormal(z)),
    shift: (differences[(n * m - 1) >> 1] + differences[(n * m) >> 1]) / 2,
    from: differences[edge],
    to: differences[n * m - 1 - edge],
  };
}
