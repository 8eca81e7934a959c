-- SPDX-License-Identifier: EUPL-1.2
-- For wrk: presses the button of one form, again and again. The form's fields are the argument after the address.
function init(words)
  wrk.method = "POST"
  wrk.body = words[1]
  wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
end
