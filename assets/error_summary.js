// SPDX-License-Identifier: EUPL-1.2
// Focus goes to the summary, so that a screen reader reads it first and the keyboard starts there.
export function focusErrorSummary() {
  document.getElementById("fouten")?.focus();
}
