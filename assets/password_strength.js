// SPDX-License-Identifier: EUPL-1.2
// The server judges, with the words that it knows of this person; what is typed goes there in a body, never in a URL.
import { whenTypingPauses } from "./typing.js";

const nothingTyped = "vd-strength--none";
const levels = ["vd-strength--0", "vd-strength--1", "vd-strength--2", "vd-strength--3", "vd-strength--4"];

export function showStrength(form) {
  const meter = form.querySelector("[data-strength]");
  const input = document.getElementById(meter.dataset.strength);
  meter.hidden = false;
  whenTypingPauses([input], async () => {
    const password = input.value;
    const answer = password === "" ? undefined : await ask(form, password);
    // Typed on meanwhile: a later answer comes.
    if (input.value !== password) return;
    if (answer === undefined) say(meter, nothingTyped, meter.dataset.noneText);
    else say(meter, levels[answer.score], answer.text);
  });
}

async function ask(form, password) {
  const body = new URLSearchParams({ form_token: form.elements.form_token.value, password });
  try {
    const response = await fetch(form.dataset.strengthUrl, { method: "POST", body });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

function say(meter, level, text) {
  meter.classList.remove(nothingTyped, ...levels);
  meter.classList.add(level);
  // A live region: say only what is new.
  if (meter.textContent !== text) meter.textContent = text;
}
