// SPDX-License-Identifier: EUPL-1.2
// What patients see of the example e-service.
const medicines = [
  { id: "a", name: "Voorbeeldtabletten 20 mg", use: "1 keer per dag 1 tablet" },
  { id: "b", name: "Proefcapsules 500 mg", use: "2 keer per dag 1 capsule" },
  { id: "c", name: "Testdruppels", use: "zo nodig, 2 druppels" },
];

const escaped = (text) =>
  String(text).replace(
    /[&<>"']/g,
    (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[letter],
  );

const style = `
  :root { color-scheme: light dark; --accent: #00695c; --line: #8a9a98; }
  @media (prefers-color-scheme: dark) { :root { --accent: #6fd3c4; } }
  body { font: 1.125rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 38rem; padding: 1rem; overflow-wrap: anywhere; }
  header { border-bottom: 3px solid var(--accent); font-weight: bold; padding: .75rem 0; }
  h1 { font-size: clamp(1.5rem, 7vw, 2.25rem); hyphens: auto; line-height: 1.2; }
  fieldset { border: 0; margin: 0; padding: 0; }
  label { align-items: start; border: 1px solid var(--line); border-radius: .5rem; display: flex; gap: .75rem; margin: .75rem 0; min-height: 3rem; padding: .75rem; }
  input { accent-color: var(--accent); block-size: 1.5rem; flex: none; inline-size: 1.5rem; }
  small { display: block; }
  button { background: var(--accent); border: 0; border-radius: .5rem; color: Canvas; font: inherit; font-weight: bold; min-height: 3rem; padding: .5rem 1.25rem; }
  button.second { background: none; border: 2px solid var(--accent); color: inherit; }
  .done { border-inline-start: .375rem solid var(--accent); padding-inline-start: .75rem; }
  form { margin-block: 1rem; }
`;

const page = (title, main) => `<!doctype html>
<html lang="nl">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escaped(title)} - Herhaalrecept</title>
  <style>${style}</style>
</head>
<body>
<header>Herhaalrecept · voorbeelddienst</header>
<main>
<h1>${escaped(title)}</h1>
${main}
</main>
</body>
</html>
`;

const medicine = ({ id, name, use }) =>
  `<label><input type="checkbox" name="medicine" value="${id}"><span>${escaped(name)}<small>${escaped(use)}</small></span></label>`;

const ordered = (ids) =>
  `<div class="done" role="status"><p>Besteld:</p><ul>${medicines
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => `<li>${escaped(name)}</li>`)
    .join("")}</ul></div>`;

export const pages = {
  prescriptions: (session) =>
    page(
      "Uw medicijnen",
      `<p>U bent ingelogd als <strong>${escaped(session.name)}</strong>.</p>
${session.ordered.length > 0 ? ordered(session.ordered) : ""}
<form method="post" action="/bestellen">
<fieldset><legend>Wat wilt u opnieuw bestellen?</legend>
${medicines.map(medicine).join("\n")}
</fieldset>
<button type="submit">Bestel</button>
</form>
<form method="post" action="/uitloggen"><button class="second" type="submit">Uitloggen</button></form>`,
    ),
  signedOut: () => page("U bent uitgelogd", `<p>Ook bij uw praktijk.</p><p><a href="/">Opnieuw inloggen</a></p>`),
  failed: () => page("Inloggen is niet gelukt", `<p>Probeer het opnieuw.</p><p><a href="/">Opnieuw inloggen</a></p>`),
  notFound: () => page("Deze pagina is er niet", `<p><a href="/">Naar uw medicijnen</a></p>`),
};
