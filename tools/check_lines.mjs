// SPDX-License-Identifier: EUPL-1.2
// What may not stand on any line, each with its reason:
//   node tools/check_lines.mjs calls|templates|names|licence
import { finish, linesOf, matchLines, sourceFiles } from "./source_files.mjs";

const tests = /(_test\.cpp|_for_tests\.hpp)$/;
const calls = [
  {
    pattern: /\b(strcpy|strcat|strncpy|sprintf|vsprintf|gets)\s*\(/,
    why: "writes past the end of a buffer: std::string, fmt::format",
  },
  { pattern: /(^|[^\w.>:]|std::)s?rand\s*\(/, why: "can be guessed: base/random.hpp" },
  { pattern: /\brandom_device\b|\bmt19937/, except: tests, why: "no promise of being unpredictable: base/random.hpp" },
  {
    pattern: /\bstd::sto(i|l|ll|ul|ull|f|d)\s*\(|\bato[il]l?\s*\(/,
    except: tests,
    why: "takes '12abc' as 12, and throws or overflows: std::from_chars",
  },
  {
    pattern: /(^|[^\w.>:]|std::|::)system\s*\(|\bpopen\s*\(/,
    except: tests,
    why: "a shell reads it: posix_spawn with a list of arguments",
  },
  {
    pattern: /(^|[^\w])(gmtime|ctime|asctime|localtime(_r)?)\s*\(/,
    why: "shares a buffer, or reads the machine's time zone: std::chrono, ICU",
  },
  {
    pattern: /system_clock::now|(^|[^\w.>])time\s*\(\s*(0|NULL|nullptr)\s*\)/,
    except: /^src\/platform\/base\/time\.hpp$|_test\.cpp$/,
    why: "time enters by the Clock of base/time.hpp, once a request",
  },
  {
    pattern: /"(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM) /,
    except: /^src\/platform\/store\/|_store\.cpp$|_test\.cpp$/,
    why: "SQL stands in the _store files",
  },
  {
    pattern: /\bgettimeofday\s*\(|\bclock_gettime\s*\(\s*CLOCK_REALTIME/,
    why: "time enters by the Clock of base/time.hpp",
  },
];
const templates = [
  { pattern: /\{\{\{/, why: "no mark of ours: {{NAME}} escapes by context" },
  {
    pattern: /\{\{(?!H_\w+:none\}\}|BODY:none\}\})[^}]*:none/,
    why: "unescaped: only an H_ word or BODY, which are HTML that we made",
  },
  { pattern: /\sstyle=/i, why: "the content security policy refuses styles in a page: a class of assets/own.css" },
  {
    pattern: /<script(?![^>]*\ssrc=)|\son[a-z]+=/i,
    why: "the content security policy refuses scripts in a page: assets/*.js",
  },
  {
    pattern: /\s(href|value|src|action|name|id|class)=\{\{/,
    why: "an attribute without quotes: a space in the value ends it",
  },
];
const names = [
  {
    pattern: /CGM|CompuGroup/,
    except: /^tests\/|_test\.cpp$/,
    why: "somebody's trademark: it stands in its brands/ file, the built-in brand has plain words",
  },
];

// A section that no page shows, or a value that none sets.
function unfilledNames(paths) {
  const code = sourceFiles(["src"], /\.cpp$/)
    .map((path) => linesOf(path).join("\n"))
    .join("\n");
  const filled = new Set(code.match(/\b[A-Z][A-Z0-9_]*\b/g));
  return paths.flatMap((path) =>
    linesOf(path).flatMap((text, index) =>
      [...text.matchAll(/\{\{[#>]?((?![WHA]_)[A-Z][A-Z0-9_]*)/g)]
        .filter(([, name]) => !filled.has(name))
        .map(([, name]) => ({ path, line: index + 1, text, why: `no page fills ${name}` })),
    ),
  );
}

// The header's language button sends it: without, what was typed is lost.
function formsWithoutLanguage(paths) {
  return paths.flatMap((path) => {
    const text = linesOf(path).join("\n");
    const field = /\{\{>\w+_FIELD\}\}/.exec(text);
    if (!field) return [];
    const form = text.slice(text.lastIndexOf("<form", field.index), field.index);
    const line = text.slice(0, field.index).split("\n").length;
    return form.includes('id="formulier"')
      ? []
      : [{ path, line, text: field[0], why: 'its form needs id="formulier": the language button sends it' }];
  });
}

function checkTemplates() {
  const paths = sourceFiles(["src"], /\.html$/);
  return [...matchLines(paths, templates), ...unfilledNames(paths), ...formsWithoutLanguage(paths)];
}

function checkLicence() {
  const paths = sourceFiles(["."], /\.(cpp|hpp|mjs|js|css|sql|sh|txt)$|^bin\/|^\.ci\/run$/).filter(
    (path) => !path.endsWith(".txt") || path.endsWith("CMakeLists.txt"),
  );
  const tag = ["SPDX-License-Identifier:", "EUPL-1.2"].join(" ");
  return paths
    .filter(
      (path) =>
        !linesOf(path)
          .slice(0, 2)
          .some((line) => line.includes(tag)),
    )
    .map((path) => ({ path, line: 1, why: `needs the line ${tag} at its top` }));
}

const checks = {
  calls: () => matchLines(sourceFiles(["src"], /\.(cpp|hpp)$/), calls),
  templates: checkTemplates,
  names: () =>
    matchLines(
      sourceFiles(["src", "assets", "bench", "docs", "tests", "voordeur.example.toml"], /\.(?!png$)\w+$/),
      names,
    ),
  licence: checkLicence,
};
finish(checks[process.argv[2]]());
