// SPDX-License-Identifier: EUPL-1.2
// What is probably a mistake in our scripts; how they are laid out is prettier's.
import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    // Tests write what a browser runs too (page.evaluate).
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: {
      "no-control-regex": "off", // strings that are naughty hold them
      "no-unused-vars": ["error", { varsIgnorePattern: "^_$" }],
    },
  },
];
