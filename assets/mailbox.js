// SPDX-License-Identifier: EUPL-1.2
// The demo's mailbox shows by itself what comes in. What somebody has opened, or reads, stays as it is: new messages come above it.
const list = document.querySelector("[data-messages]");
const begin = document.querySelector("[data-begin]");
const messagesOf = (root) => [...root.querySelectorAll("[data-message]")];

async function look() {
  if (document.hidden) return;
  const answer = await fetch(location.pathname).catch(() => undefined);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const known = new Set(messagesOf(list).map(({ dataset }) => dataset.message));
  const fresh = messagesOf(page).filter(({ dataset }) => !known.has(dataset.message));
  if (fresh.length === 0) return;
  document.querySelector("[data-no-messages]")?.remove();
  list.prepend(...fresh);
  begin.replaceChildren(...page.querySelector("[data-begin]").childNodes);
}

setInterval(look, 2000);
