-- What a desk does all day: DO=open opens COUNT tickets of several types in several departments and appends their ids to the
-- file IDS; DO=move gives each ticket of IDS a status.
local token, seed, ids = os.getenv("TOKEN"), tonumber(os.getenv("SEED")), os.getenv("IDS")
math.randomseed(seed)
local subjects = {"奶粉罐破了", "微波炉不加热", "洗衣机漏水", "空调不制冷", "订单没收到", "要开发票", "refund is late", "wrong size", "密码忘了", "少发一件"}
local priorities = {"low", "normal", "normal", "normal", "high", "urgent"}
local statuses = {"resolved", "resolved", "resolved", "resolved", "closed", "open", "pending", "open"}
local headers = {["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json"}
local function listed(name)
    local all = {}
    for word in (os.getenv(name) or ""):gmatch("[^,]+") do all[#all + 1] = word end
    return all
end
local departments, people, types = listed("DEPARTMENTS"), listed("PEOPLE"), listed("TYPES")
local sent, answered = 0, 0

local function opening()
    local n = math.random(#departments)
    local assignee = ""
    if math.random(4) > 1 then assignee = string.format(',"assignee_id":"%s"', people[(n - 1) * #people / #departments + math.random(#people / #departments)]) end
    return string.format(
        '{"subject":"%s %d","description":"第%d次来问：%s","type":"%s","priority":"%s","department_id":"%s"%s,"tags":["批次%d"],"requester":{"name":"客户%d","phone":"1%010d"}}',
        subjects[math.random(#subjects)], sent, sent, subjects[math.random(#subjects)], types[math.random(#types)],
        priorities[math.random(#priorities)], departments[n], assignee, math.random(50), sent,
        (seed * 7919 + sent * 104729) % 10000000000)
end

if os.getenv("DO") == "open" then
    local count, file = tonumber(os.getenv("COUNT")), io.open(ids, "a")
    function request()
        sent = sent + 1
        return wrk.format("POST", "/api/v1/tickets", headers, opening())
    end
    function response(status, _, body)
        answered = answered + 1
        if answered > count then return end -- what was on its way when the last one came
        if status == 201 then file:write(body:match('"id":"(%d+)"'), "\n") end
        if answered == count then
            file:close()
            os.exit(0) -- wrk itself would sleep until its time is over
        end
    end
else
    local all = {}
    for id in io.lines(ids) do all[#all + 1] = id end
    function request()
        sent = sent + 1
        return wrk.format("POST", string.format("/api/v1/tickets/%s/status", all[math.min(sent, #all)]), headers,
                          string.format('{"status":"%s","comment":"好了"}', statuses[math.random(#statuses)]))
    end
    function response()
        answered = answered + 1
        if answered == #all then os.exit(0) end
    end
end
