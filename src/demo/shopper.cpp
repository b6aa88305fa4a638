#include "demo/shopper.h"

#include "demo/staff.h"
#include "demo/story.h"

#include <array>
#include <fmt/format.h>

namespace baton::demo {
namespace {

using Text = std::string_view;

constexpr std::array<Text, 40> surnames = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴",
                                           "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗",
                                           "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧",
                                           "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕"};
constexpr std::array<Text, 36> of_women = {"秀英", "丽娟", "桂芳", "雪",   "婷",   "雅文", "思琪", "玉兰", "晓燕",
                                           "静怡", "佳",   "慧",   "春梅", "淑珍", "梦瑶", "欣",   "海霞", "红梅",
                                           "诗雨", "文静", "倩",   "艳萍", "月",   "金凤", "美玲", "若曦", "冬梅",
                                           "莹",   "彩云", "雨欣", "芷若", "巧玲", "依依", "岚",   "小红", "素芬"};
constexpr std::array<Text, 36> of_men = {"伟",   "建国", "志明", "磊",   "浩",   "俊",   "文轩", "国强", "海峰",
                                         "宇",   "子轩", "德华", "建军", "鹏",   "晓明", "永康", "天佑", "立新",
                                         "振华", "一鸣", "家乐", "勇",   "春生", "刚",   "少杰", "博文", "长青",
                                         "卫东", "凯",   "小军", "思源", "昊天", "东升", "有为", "辉",   "明亮"};
constexpr std::array<City, 12> all_cities = {{{"hangzhou", "杭州", "zhejiang", "浙江"},
                                              {"ningbo", "宁波", "zhejiang", "浙江"},
                                              {"suzhou", "苏州", "jiangsu", "江苏"},
                                              {"nanjing", "南京", "jiangsu", "江苏"},
                                              {"guangzhou", "广州", "guangdong", "广东"},
                                              {"foshan", "佛山", "guangdong", "广东"},
                                              {"chengdu", "成都", "sichuan", "四川"},
                                              {"mianyang", "绵阳", "sichuan", "四川"},
                                              {"wuhan", "武汉", "hubei", "湖北"},
                                              {"xian", "西安", "shaanxi", "陕西"},
                                              {"zhengzhou", "郑州", "henan", "河南"},
                                              {"jinan", "济南", "shandong", "山东"}}};
constexpr std::array<Text, 3> domains = {"example.com", "example.net", "example.org"};

std::string phone_of(int i) { return fmt::format("1440{:07}", 1'000'003 + i * 20'011); }

Shopper shopper(Dice& dice, int i) {
    bool const is_woman = dice.chance(54);
    std::string const surname(dice.one_of(surnames));
    Shopper s;
    s.name = surname;
    s.name += dice.one_of(is_woman ? of_women : of_men);
    s.title = surname;
    s.title += is_woman ? "女士" : "先生";
    s.phone = phone_of(i);
    if (dice.chance(45)) s.mail = fmt::format("kehu{:03}@{}", i + 1, dice.one_of(domains));
    s.city = &dice.one_of(all_cities);
    s.vip = dice.chance(8) ? int(dice.between(1, 3)) : 0;
    s.is_old = dice.chance(6);
    if (dice.chance(7)) s.organization = int(dice.between(0, std::int64_t(organizations().size()) - 2));
    return s;
}

Shopper colleague(Dice& dice, int i) {
    auto const& person = staff()[std::size_t(i)];
    Shopper s;
    s.name = person.name;
    s.title = person.name;
    s.title += "老师";
    s.phone = phone_of(shoppers + i);
    s.mail = fmt::format("{}@example.com", person.login);
    s.city = &dice.one_of(all_cities);
    s.organization = int(organizations().size()) - 1;
    return s;
}

} // namespace

std::span<City const> cities() { return all_cities; }

std::vector<Shopper> shoppers_of(std::uint64_t seed) {
    Dice dice(seed ^ 0xC0FFEE);
    std::vector<Shopper> all;
    for (int i = 0; i < shoppers; ++i) all.push_back(shopper(dice, i));
    for (int i = 0; i < colleagues; ++i) all.push_back(colleague(dice, i));
    return all;
}

} // namespace baton::demo
