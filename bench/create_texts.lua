-- As create.lua, with texts in which words are as frequent as in a language: a few everywhere, most of them seldom.
local token = os.getenv("TOKEN")
local offset = tonumber(os.getenv("SEED"))
math.randomseed(offset)
local heads = {"奶粉", "微波炉", "洗衣机", "空调", "冰箱", "电饭煲", "手机", "耳机", "订单", "快递", "发票", "优惠券", "会员", "积分", "账号", "密码"}
local tails = {"破了", "坏了", "漏水", "不制冷", "没收到", "发错了", "要退款", "想换货", "打不开", "少一件", "很慢", "有异味", "开不了机", "维修", "投诉", "催一下"}
local english = {"order", "refund", "broken", "delivery", "late", "invoice", "password", "account", "screen", "battery", "missing", "wrong", "size", "colour"}
local function utf8char(c)
    return string.char(0xE0 + math.floor(c / 4096), 0x80 + math.floor(c / 64) % 64, 0x80 + c % 64)
end
local function seldom() return string.format("%s%04d", english[math.random(#english)], math.floor(math.random() ^ 3 * 9999)) end
local function character() return utf8char(0x4E00 + math.floor(math.random() ^ 2 * 3000)) end
local function sentence()
    local words = {}
    for i = 1, 12 do
        words[#words + 1] = heads[math.random(#heads)] .. tails[math.random(#tails)]
        if i % 2 == 0 then words[#words + 1] = english[math.random(#english)] end
        if i % 3 == 0 then words[#words + 1] = character() .. character() .. character() .. " " .. seldom() end
    end
    return table.concat(words, " ")
end
local count = 0
function request()
    count = count + 1
    local phone = string.format("1%010d", (offset * 7919 + count * 104729) % 10000000000)
    local body = string.format(
        '{"subject":"%s%s %s","description":"%s","requester":{"name":"%s%s","phone":"%s"}}', heads[math.random(#heads)],
        tails[math.random(#tails)], seldom(), sentence(), character(), character(), phone)
    return wrk.format("POST", nil, {["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json"}, body)
end
