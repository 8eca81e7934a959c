// SPDX-License-Identifier: EUPL-1.2
// On its way to an e-service nobody has to press anything.
export function sendAtOnce(form) {
  form.requestSubmit();
}
