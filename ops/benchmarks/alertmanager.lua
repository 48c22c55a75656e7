-- wrk: posts distinct bodies, made from the template that MUSTER_BENCH_TEMPLATE names by putting a number for each `@N@`.
-- Stops sending when MUSTER_BENCH_SECONDS are over, so that every request of the run has its answer before wrk hangs up.
local ffi = require("ffi")
ffi.cdef [[
    typedef struct { long seconds; long nanoseconds; } moment;
    int clock_gettime(int clock, moment *now);
]]
local moment = ffi.new("moment")
local function now()
    ffi.C.clock_gettime(1, moment)
    return tonumber(moment.seconds) + tonumber(moment.nanoseconds) / 1e9
end

local function read(path)
    local file = assert(io.open(path, "rb"))
    local text = file:read("*a")
    file:close()
    return text
end

local function split(text, separator)
    local parts, start = {}, 1
    while true do
        local from, to = text:find(separator, start, true)
        if not from then break end
        parts[#parts + 1] = text:sub(start, from - 1)
        start = to + 1
    end
    parts[#parts + 1] = text:sub(start)
    return parts
end

local threads = 0
function setup(thread)
    threads = threads + 1
    thread:set("number", threads)
end

local parts, head, serial, finish
function init(arguments)
    local digits = 14
    parts = split(read(os.getenv("MUSTER_BENCH_TEMPLATE")), "@N@")
    local length = (#parts - 1) * digits
    for _, part in ipairs(parts) do length = length + #part end
    local key = read(os.getenv("MUSTER_API_KEY_FILE")):gsub("%s", "")
    head = table.concat({
        "POST " .. wrk.path .. " HTTP/1.1", "Host: " .. wrk.host .. ":" .. wrk.port, "Authorization: Bearer " .. key,
        "Content-Type: application/json", "Content-Length: " .. length, "", "" }, "\r\n")
    serial = tonumber(os.getenv("MUSTER_BENCH_FIRST")) + number * 100000000
    finish = now() + tonumber(os.getenv("MUSTER_BENCH_SECONDS"))
end

function request()
    serial = serial + 1
    return head .. table.concat(parts, string.format("%014d", serial))
end

function delay()
    if now() < finish then return 0 end
    return 3600000
end

function done(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format(
        '{"accepted":%d,"refused":%d,"broken":%d,"p50_ms":%.3f,"p99_ms":%.3f}\n',
        summary.requests - errors.status, errors.status, errors.connect + errors.read + errors.write,
        latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
