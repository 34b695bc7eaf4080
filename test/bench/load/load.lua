-- POSTs the same request again and again. If path or body have "{n}", a random number takes its place in each request:
--   wrk … -s load.lua URL -- PATH BODY [SEED LOWEST HIGHEST]

local path, body, lowest, highest, fixed

local function template(text)
  return (text:gsub("%%", "%%%%"):gsub("{n}", "%%d"))
end

local function request_of(a_path, a_body)
  return wrk.format("POST", a_path, { ["Host"] = wrk.headers["Host"], ["Content-Type"] = "application/json" }, a_body)
end

function init(args)
  path, body = args[1], args[2]
  math.randomseed(tonumber(args[3] or 1))
  lowest, highest = tonumber(args[4] or 1), tonumber(args[5] or 1)
  if not (path .. body):find("{n}", 1, true) then fixed = request_of(path, body) end
  path, body = template(path), template(body)
end

function request()
  if fixed then return fixed end
  local n = math.random(lowest, highest)
  return request_of(path:format(n), body:format(n))
end
