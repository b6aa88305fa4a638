#include "demo/matter.h"

#include <array>

namespace baton::demo {
namespace {

using Text = std::string_view;
constexpr std::array<Text, 5> heating = {"加热十分钟饭还是凉的", "转盘不转,声音很大", "门关上以后灯不灭",
                                         "按键失灵,只有停止键有反应", "一启动就有焦糊味"};
constexpr std::array<Text, 4> rice = {"煮饭总是夹生", "内胆涂层起泡脱落", "蒸汽阀一直漏气", "预约功能设了不启动"};
constexpr std::array<Text, 4> fryer = {"炸篮卡不进去", "运行几分钟自动断电", "温度上不去,薯条半小时不熟", "底部漏油"};
constexpr std::array<Text, 4> kettle = {"水烧开了不跳断", "壶盖按钮弹不开", "壶底有黑色斑点擦不掉", "手柄根部有裂纹"};
constexpr std::array<Text, 4> vacuum = {"充满电只能用五分钟", "吸头滚刷不转", "开机报红灯",
                                        "吸力明显变小,滤网也洗过了"};
constexpr std::array<Text, 4> humid = {"不出雾,只有风扇声", "水箱底部渗水", "夜里嗡嗡响睡不着", "缺水灯一直亮"};
constexpr std::array<Text, 4> purifier = {"滤芯复位后还提示更换", "开最高档有刺鼻的味道", "显示屏缺笔画",
                                          "遥控器配不上"};
constexpr std::array<Text, 4> milk = {"冲泡后有结块沉底", "罐口铝膜没有封严", "罐身有凹陷", "量勺少放了"};
constexpr std::array<Text, 4> bedding = {"洗一次就掉色", "被套拉链坏了", "枕套少了一只", "床单有一处抽丝"};
constexpr std::array<Text, 4> shoes = {"鞋底一侧开胶", "左右脚颜色不一样", "鞋面有划痕", "穿了三天鞋跟就塌了"};
constexpr std::array<Text, 4> coat = {"袖口钻绒很厉害", "拉链卡住拉不上", "帽子的扣子少一颗", "标签和实物尺码对不上"};
constexpr std::array<Text, 4> bag = {"拉杆缩不回去", "一个轮子卡死", "密码锁打不开", "箱角运来就有裂缝"};
constexpr std::array<Text, 4> nuts = {"有两袋已经受潮发软", "吃出哈喇味", "礼盒里少了一袋腰果",
                                      "外盒压得变形,没法送人"};
constexpr std::array<Text, 4> cup = {"保温不到三小时", "杯盖漏水", "杯口掉漆", "内壁有铁锈一样的点"};

constexpr std::array<Text, 3> colours = {"白色", "深灰色", "浅绿色"};
constexpr std::array<Text, 4> sizes = {"M 码", "L 码", "XL 码", "S 码"};
constexpr std::array<Text, 4> feet = {"38 码", "40 码", "42 码", "43 码"};
constexpr std::array<Text, 3> stages = {"1 段", "2 段", "3 段"};
constexpr std::array<Text, 2> beds = {"1.5 米床", "1.8 米床"};
constexpr std::array<Text, 3> inches = {"20 寸", "24 寸", "28 寸"};
constexpr std::array<Text, 2> packs = {"6 袋装", "10 袋装"};

constexpr std::array<Product, 14> all = {{{"电热水壶", "SH-17B", 129, kettle, colours},
                                          {"微波炉", "WB-23A", 459, heating, colours},
                                          {"电饭煲", "DF-40C", 329, rice, colours},
                                          {"空气炸锅", "KZ-55", 299, fryer, colours},
                                          {"无线吸尘器", "XC-V8", 899, vacuum, colours},
                                          {"加湿器", "JS-06", 169, humid, colours},
                                          {"空气净化器", "JH-400", 1099, purifier, colours},
                                          {"儿童配方奶粉", "NF-900g", 268, milk, stages},
                                          {"床品四件套", "CP-4", 359, bedding, beds},
                                          {"跑步鞋", "PX-21", 239, shoes, feet},
                                          {"轻薄羽绒服", "YR-09", 499, coat, sizes},
                                          {"行李箱", "XL-24", 389, bag, inches},
                                          {"坚果礼盒", "JG-1500", 158, nuts, packs},
                                          {"保温杯", "BW-500", 89, cup, colours}}};

} // namespace

std::span<Product const> products() { return all; }
Product const& batch_product() { return all.front(); }

} // namespace baton::demo
