// SPDX-License-Identifier: EUPL-1.2
// Under the box that repeats another: whether the two are the same, and no more. How good it is stands under the first.
import { whenTypingPauses } from "./typing.js";

const standings = { none: "vd-same--none", equal: "vd-same--equal", different: "vd-same--different" };

export function showSame(note) {
  const [input, repeated] = [note.dataset.same, note.dataset.repeats].map((id) => document.getElementById(id));
  note.hidden = false;
  whenTypingPauses([input, repeated], () => {
    const standing = input.value === "" ? "none" : input.value === repeated.value ? "equal" : "different";
    note.classList.remove(...Object.values(standings));
    note.classList.add(standings[standing]);
    const text = note.dataset[`${standing}Text`];
    if (note.textContent !== text) note.textContent = text;
  });
}
