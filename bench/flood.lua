-- SPDX-License-Identifier: EUPL-1.2
-- For wrk: the forms of a file, each filled in by its own browser, are pressed in turn. The file has a line for each: Cookie,
-- a tab, body. The arguments after the address: the file, and how many milliseconds each connection waits before it presses.
-- Counted by status for done(), which runs elsewhere.
statuses = {}
local forms, pause, pressed = {}, 0, 0
local flooder

function setup(thread)
  flooder = thread
end

function init(words)
  for line in io.lines(words[1]) do
    local cookie, body = line:match("^(.-)\t(.*)$")
    forms[#forms + 1] = { cookie = cookie, body = body }
  end
  pause = tonumber(words[2])
end

function delay()
  return pause
end

function request()
  pressed = pressed % #forms + 1
  local headers = { ["Content-Type"] = "application/x-www-form-urlencoded", ["Cookie"] = forms[pressed].cookie }
  for name, value in pairs(wrk.headers) do
    headers[name] = value
  end
  return wrk.format("POST", nil, headers, forms[pressed].body)
end

function response(status)
  statuses[status] = (statuses[status] or 0) + 1
end

function done(summary)
  for status, count in pairs(flooder:get("statuses")) do
    print("status " .. status .. " " .. count)
  end
  local errors = summary.errors
  print("failed " .. errors.connect + errors.read + errors.write + errors.timeout)
end
