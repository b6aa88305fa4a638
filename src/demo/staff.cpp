#include "demo/staff.h"

#include <array>

namespace baton::demo {
namespace {

using enum Place;

constexpr std::array<Colleague, 40> all = {
    {{"林晓岚", "lin.xiaolan", service, true, "投诉处理", 5, "客服主管,看得到全部工单"},
     {"周子墨", "zhou.zimo", service, false, "电话沟通", 4, "客服"},
     {"许安然", "xu.anran", service, false, "在线客服", 4},
     {"邵雨桐", "shao.yutong", service, false, "在线客服", 3},
     {"邓佳慧", "deng.jiahui", service, false, "电话沟通", 3},
     {"吕明哲", "lv.mingzhe", service, false, "在线客服", 2},
     {"彭思远", "peng.siyuan", service, false, "电话沟通", 5},
     {"薛可欣", "xue.kexin", service, false, "投诉处理", 3},
     {"侯一帆", "hou.yifan", service, false, "在线客服", 3},
     {"龚雅静", "gong.yajing", service, false, "英语", 4},
     {"万嘉豪", "wan.jiahao", service, false, "电话沟通", 2},
     {"雷诗涵", "lei.shihan", service, false, "在线客服", 4},
     {"沈国栋", "shen.guodong", aftersales, true, "家电维修", 5, "售后主管"},
     {"唐文博", "tang.wenbo", aftersales, false, "家电维修", 4, "售后专员"},
     {"韩雪梅", "han.xuemei", aftersales, false, "家电维修", 3},
     {"冯俊杰", "feng.junjie", aftersales, false, "家电维修", 3},
     {"曹慧敏", "cao.huimin", aftersales, false, "服装鞋帽", 4},
     {"袁志强", "yuan.zhiqiang", aftersales, false, "家电维修", 2},
     {"潘丽华", "pan.lihua", aftersales, false, "服装鞋帽", 3},
     {"陆建平", "lu.jianping", quality, true, "食品检测", 5},
     {"蒋欣怡", "jiang.xinyi", quality, false, "食品检测", 4, "质检员"},
     {"余海涛", "yu.haitao", quality, false, "电器检测", 4},
     {"戴婷婷", "dai.tingting", quality, false, "电器检测", 3},
     {"杜永刚", "du.yonggang", warehouse, true, "物流协调", 5},
     {"魏小龙", "wei.xiaolong", warehouse, false, "物流协调", 4, "仓储物流"},
     {"任丹丹", "ren.dandan", warehouse, false, "打包", 3},
     {"姜伟民", "jiang.weimin", warehouse, false, "库存", 4},
     {"范晓东", "fan.xiaodong", warehouse, false, "物流协调", 3},
     {"方慧兰", "fang.huilan", finance, true, "退款审核", 5},
     {"石磊", "shi.lei", finance, false, "退款审核", 4, "财务"},
     {"姚倩", "yao.qian", finance, false, "开票", 4},
     {"廖凯文", "liao.kaiwen", it, true, "网络", 5},
     {"邹浩然", "zou.haoran", it, false, "桌面", 4, "技术支持"},
     {"熊雅琪", "xiong.yaqi", it, false, "账号", 4},
     {"金宇航", "jin.yuhang", it, false, "数据库", 5},
     {"陶佳宁", "tao.jianing", market, true, "活动", 5},
     {"顾晨曦", "gu.chenxi", market, false, "活动", 3},
     {"毛秋菊", "mao.qiuju", stores, true, "门店", 5},
     {"汤鹏飞", "tang.pengfei", stores, false, "门店", 3},
     {"常玉芬", "chang.yufen", stores, false, "门店", 3}}};

constexpr std::array<DepartmentPlan, places> tree = {{{"客服部", service, true},
                                                      {"售后部", service, true},
                                                      {"质检部", quality, false},
                                                      {"仓储物流部", warehouse, false},
                                                      {"财务部", finance, false},
                                                      {"技术支持部", it, false},
                                                      {"市场部", market, false},
                                                      {"门店运营部", market, false}}};

constexpr std::array<std::string_view, 6> companies = {"云栈企业服务有限公司(示例)", "小满幼儿园(示例)",
                                                       "北岸写字楼物业(示例)",       "禾心社区团购站(示例)",
                                                       "知行培训学校(示例)",         "本公司员工"};

} // namespace

std::span<Colleague const> staff() { return all; }
std::span<DepartmentPlan const> departments() { return tree; }
std::span<std::string_view const> organizations() { return companies; }

} // namespace baton::demo
