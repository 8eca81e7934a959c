// SPDX-License-Identifier: EUPL-1.2
// What a page has a browser fetch beside it.

const found = (text, pattern) => [...text.matchAll(pattern)].map(([, name]) => name);

// The paths that stand in the page and in its style sheets. fetchText(path) gives a sheet.
export async function assetsOf(html, fetchText) {
  const paths = new Set(found(html, /(?:href|src)="(\/vormgeving\/[^"#]+)/g));
  for (const sheet of [...paths].filter((path) => path.endsWith(".css"))) {
    for (const name of found(await fetchText(sheet), /url\(([^)]+)\)/g))
      paths.add(new URL(name, `http://x${sheet}`).pathname);
  }
  return [...paths];
}
