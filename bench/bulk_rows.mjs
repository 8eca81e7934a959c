// SPDX-License-Identifier: EUPL-1.2
// Patients by the million, as SQL that both databases run: all have registered, chosen a second factor, and signed in since. What
// is hashed or sealed is random text of the right length, so that nobody can sign in as one of them. A new column that may not
// be NULL gets its line here, and nowhere else.
const day = 24 * 3600 * 1000;

const text = (number) => `CAST(${number} AS TEXT)`;
// With leading zeros, so that the order of texts is that of numbers, as that of UUIDv7.
const digits = (number, length) => `substr(${text(`${10 ** length} + ${number}`)}, 2)`;
// `kind`: two digits of the table, or of one of several rows of the same patient.
const id = (kind, number = "n") => `'01930000-0000-70${kind}-8000-' || ${digits(number, 12)}`;
const quoted = (words) => `'${words}'`;

// A row of these tables for each patient, n = 1, 2, 3 …; each is the table and an SQL expression for each column. hash: of 64
// random digits; now: milliseconds.
function perPatient({ hash, now, practices }) {
  const sealed = `'k1.' || ${hash} || ${hash} || ${hash}`;
  const practice = id("01", `((n - 1) % ${practices} + 1)`);
  const email = "'patient' || n || '@bulk.example'";
  // Registered in the last ten months, in the order of n.
  const registered = `${now - 300 * day} + n * ${Math.floor((290 * day) / 1_000_000)}`;
  const recently = `${now - day} - n % 28 * ${day}`;
  const customerNumber = `${digits("n * 123457789 % 1000000000", 9)} || '0'`;

  const link = (kind, name) => [
    "link",
    {
      id: id(kind),
      registration_id: id("03"),
      kind: quoted(name),
      token_hash: hash,
      made_at: registered,
      expires_at: `${registered} + ${14 * day}`,
      ended_at: `${registered} + ${day}`,
    },
  ];
  const session = (ended) => [
    "session",
    {
      token_hash: hash,
      account_id: id("02"),
      methods: `'password@' || (${recently}) || ' sms@' || (${recently})`,
      made_at: recently,
      signed_in_at: recently,
      last_used_at: recently,
      ...(ended ? { ended_at: `${recently} + 600000` } : {}),
    },
  ];
  const message = (kind, purpose, about, number) => [
    "message",
    {
      id: id(kind),
      kind: quoted(purpose === "sign_in_code" ? "sms" : "email"),
      purpose: quoted(purpose),
      about_id: about,
      send_number: number,
      practice_id: practice,
      urgency: 1,
      state: quoted("sent"),
      tries: 1,
      made_at: registered,
      next_try_at: registered,
      expires_at: `${registered} + ${day}`,
      ended_at: `${registered} + 2000`,
    },
  ];
  const event = (kind, type, at) => [
    "audit_event",
    {
      event_id: id(kind),
      event_date_time: at,
      event_type_code: quoted(type),
      event_action_code: quoted("E"),
      event_outcome_indicator: 0,
      user_id: id("02"),
      role_id_code: quoted("patient"),
      network_access_point_id: "'192.0.2.' || (n % 256)",
      participant_object_type_code: quoted("account"),
      participant_object_id: id("02"),
      practice_id: practice,
    },
  ];
  const chained = (kind, place) => ["audit_chain", { number: `(n - 1) * 3 + ${place}`, event_id: id(kind), hash }];

  return [
    [
      "account",
      {
        id: id("02"),
        customer_number: customerNumber,
        email,
        name: "'Voorbeeld ' || n",
        password_hash: sealed,
        language: quoted("nl"),
        identity: quoted("details"),
        made_at: registered,
      },
    ],
    ["sign_in_name", { kind: quoted("email"), name: email, account_id: id("02") }],
    [
      "patient",
      {
        id: id("04"),
        practice_id: practice,
        patient_number: text("n"),
        name: "'Voorbeeld ' || n",
        email,
        birth_date: "'1948-03-07'",
        postcode: "'1234AB'",
        phone: "'+316' || " + digits("n", 8),
        account_id: id("02"),
        identity: quoted("details"),
        made_at: registered,
        linked_at: registered,
      },
    ],
    [
      "registration",
      {
        id: id("03"),
        practice_id: practice,
        patient_id: id("04"),
        customer_number: customerNumber,
        invited_at: registered,
        expires_at: `${registered} + ${60 * day}`,
        person_proved_at: registered,
        person_proved_by: quoted("details"),
        completed_at: registered,
      },
    ],
    link("05", "invitation"),
    link("06", "confirmation"),
    ["super_pin", { id: id("07"), account_id: id("02"), hash: sealed, made_at: registered, activated_at: registered }],
    [
      "factor",
      {
        id: id("08"),
        account_id: id("02"),
        kind: quoted("sms"),
        secret: sealed,
        lookup_key: hash,
        failed_challenges: 0,
        made_at: registered,
      },
    ],
    session(true),
    session(false),
    message("11", "invitation", id("03"), 1),
    message("12", "sign_in_code", id("02"), 1),
    event("13", "registration.completed", registered),
    chained("13", 1),
    event("14", "second_factor.bound", registered),
    chained("14", 2),
    event("15", "sign_in.code", recently),
    chained("15", 3),
  ];
}

const practiceRow = (now) => [
  "practice",
  {
    id: id("01"),
    slug: "'praktijk-' || n",
    name: "'Huisartsenpraktijk ' || n",
    phone: "'020 555 0134'",
    email: "'balie@bulk.example'",
    letter_required: 0,
    made_at: now - 300 * day,
  },
];

// generate_series is a function of PostgreSQL and of the shell of SQLite.
const insert = (
  [table, row],
  count,
) => `INSERT INTO ${table} (${Object.keys(row).join(", ")}) SELECT ${Object.values(row).join(", ")}
FROM (SELECT value AS n FROM generate_series(CAST(1 AS BIGINT), CAST(${count} AS BIGINT)) AS value) AS numbers;`;

// Statements that make them all, into tables that are empty of such rows.
export function bulkRows({ patients, practices, hash, now = Date.now() }) {
  return [
    insert(practiceRow(now), practices),
    ...perPatient({ hash, now, practices }).map((row) => insert(row, patients)),
    `UPDATE setting SET value = '${patients * 3} ${"0".repeat(64)}' WHERE name = 'audit_head';`,
  ];
}
