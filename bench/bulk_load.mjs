// SPDX-License-Identifier: EUPL-1.2
// Puts many rows into a database that was just migrated, by its own shell. The indexes that are no constraints are taken away
// meanwhile, and made again at the end: that is several times faster than keeping them.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustRun, temporaryFolder } from "../tests/support/processes.mjs";
import { bulkRows } from "./bulk_rows.mjs";

const sqlite = {
  hash: "lower(hex(randomblob(32)))",
  indexes: "SELECT name || ' ' || sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
  // Nothing is lost when this fails: the file is then thrown away.
  before: [
    "PRAGMA journal_mode = OFF;",
    "PRAGMA synchronous = OFF;",
    "PRAGMA cache_size = -2000000;",
    "PRAGMA temp_store = MEMORY;",
    "BEGIN;",
  ],
  after: ["COMMIT;", "PRAGMA journal_mode = WAL;"],
  run: (file, words) => mustRun("sqlite3", ["-bail", file.slice("sqlite:".length), ...words]),
  script: (path) => [`.read ${path}`],
};

const postgres = {
  hash: "md5(n || 'a') || md5(n || 'b' || random())",
  indexes: `SELECT indexname || ' ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND NOT EXISTS
    (SELECT 1 FROM pg_constraint WHERE conname = indexname)`,
  // Foreign keys are kept by triggers, which a replica does without.
  before: ["SET session_replication_role = replica;", "SET maintenance_work_mem = '512MB';", "BEGIN;"],
  after: ["COMMIT;", "VACUUM ANALYZE;", "CHECKPOINT;"],
  run: (url, words) =>
    mustRun("psql", [url, "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", ...words]),
  script: (path) => ["--file", path],
};

// `url`: database.url of the configuration.
export async function loadBulk(url, { patients, practices }) {
  const shell = url.startsWith("sqlite:") ? sqlite : postgres;
  const { stdout } = await shell.run(url, shell === sqlite ? [shell.indexes] : ["--command", shell.indexes]);
  // A definition may have several lines; each begins with its name.
  const indexes = stdout
    .trim()
    .split(/\n(?=\w+ CREATE )/)
    .map((line) => /^(\w+) ([\s\S]*)$/.exec(line).slice(1));
  const path = join(temporaryFolder(), "rows.sql");
  writeFileSync(
    path,
    [
      ...shell.before,
      ...indexes.map(([name]) => `DROP INDEX ${name};`),
      ...bulkRows({ patients, practices, hash: shell.hash }),
      ...indexes.map(([, definition]) => `${definition};`),
      ...shell.after,
    ].join("\n"),
  );
  await shell.run(url, shell.script(path));
}
