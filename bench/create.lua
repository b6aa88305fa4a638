-- Creates tickets. Environment: TOKEN. A thousand customers come again and again.
local count = 0
local template = '{"subject":"微波炉修了两次还是坏的 %d","description":"周一又不加热了,已经来过两次。 It stopped heating again.",'
    .. '"priority":"%s","tags":["bench"],"requester":{"name":"客户 %d","phone":"138%08d"}}'
local priorities = { "low", "normal", "high", "urgent" }

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")

function request()
    count = count + 1
    local customer = count % 1000
    return wrk.format(nil, nil, nil, template:format(count, priorities[count % 4 + 1], customer, customer))
end

-- One line the caller reads: created, not created, seconds, and latencies in milliseconds.
function done(summary, latency)
    local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write
        + summary.errors.timeout
    io.write(string.format('RESULT {"created": %d, "failed": %d, "seconds": %.3f, "p50_ms": %.2f, "p99_ms": %.2f}\n',
        summary.requests - summary.errors.status, failed, summary.duration / 1e6, latency:percentile(50) / 1000,
        latency:percentile(99) / 1000))
end
