// SPDX-License-Identifier: EUPL-1.2
// The server judges, with the words that it knows of this person; what is typed goes there in a body, never in a URL.
const pauseInMilliseconds = 350;
const levels = ["vd-strength--0", "vd-strength--1", "vd-strength--2", "vd-strength--3", "vd-strength--4"];

export function showStrength(form) {
  const judge = judgeOf(form);
  const meters = [...form.querySelectorAll("[data-strength]")];
  for (const meter of meters) {
    const input = document.getElementById(meter.dataset.strength);
    let pause;
    input.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => meters.forEach((each) => update(each, judge)), pauseInMilliseconds);
    });
  }
}

// Both boxes hold the same text most of the time: ask once for each text.
function judgeOf(form) {
  const answers = new Map();
  return (password) => {
    if (!answers.has(password)) answers.set(password, ask(form, password));
    return answers.get(password);
  };
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

async function update(meter, judge) {
  const input = document.getElementById(meter.dataset.strength);
  const password = input.value;
  const answer = password === "" ? undefined : await judge(password);
  // Typed on meanwhile: a later answer comes.
  if (input.value !== password) return;
  meter.hidden = answer === undefined;
  if (answer === undefined) return;
  meter.classList.remove(...levels);
  meter.classList.add(levels[answer.score]);
  const isDifferent = differs(meter, password);
  meter.classList.toggle("vd-strength--different", isDifferent);
  const text = [answer.text, isDifferent ? meter.dataset.differentText : meter.dataset.equalText].filter(Boolean).join(". ");
  // A live region: say only what is new.
  if (meter.textContent !== text) meter.textContent = text;
}

function differs(meter, password) {
  const { repeats } = meter.dataset;
  return repeats !== undefined && document.getElementById(repeats).value !== password;
}
