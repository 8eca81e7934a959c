// SPDX-License-Identifier: EUPL-1.2
// Medians, percentiles and ratios of what was measured, and how a person reads them.

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const percentile = (values, part) => [...values].sort((a, b) => a - b)[Math.ceil(values.length * part) - 1];

export function rounded(value) {
  if (value >= 100) return Math.round(value).toLocaleString("en").replaceAll(",", " ");
  return value.toPrecision(value < 1 ? 2 : 3);
}
export const range = (values) => `${rounded(Math.min(...values))} to ${rounded(Math.max(...values))}`;

export const all = (measured, name, field) => measured.map((round) => (field ? round[name][field] : round[name]));

// Each round is one ratio, and the row is their median.
export function ratioOf(measured, [above, below], field) {
  const [aboves, belows] = [all(measured, above, field), all(measured, below, field)];
  const ratios = aboves.map((value, index) => value / belows[index]);
  return { ratio: median(ratios), ratios, from: `${rounded(median(aboves))} ÷ ${rounded(median(belows))}` };
}
