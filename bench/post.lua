-- SPDX-License-Identifier: EUPL-1.2
-- For wrk: presses the button of one form, again and again. The form's fields are the argument after the address. A postcode
-- is another one each time: the same wrong details again are no new try, and cost no transaction.
local body
local presses = 0

function init(words)
  body = words[1]
  wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
end

function request()
  presses = presses + 1
  local postcode = string.format("postcode=%04dZZ", 1000 + presses % 9000)
  return wrk.format("POST", nil, nil, (body:gsub("postcode=%w+", postcode)))
end
