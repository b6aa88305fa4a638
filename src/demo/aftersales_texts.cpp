// Exchange, refund, repair.
#include "demo/matter.h"

#include <array>

namespace baton::demo {
namespace {

using Text = std::string_view;
namespace exchange {
constexpr std::array<Text, 5> subject = {
    "{product}{symptom},[要求换货|申请换货]", "申请换货:{product}({spec})", "[收到|买的]{product}有质量问题,换一台",
    "[换货|退换]:{product} {model},订单 {order}", "{day}买的{product}[想换一个|要换新的]"};
constexpr std::array<Text, 5> opening = {
    "{day}在你们[店里|商城]下单的{product}({spec}),订单号 "
    "{order}。[到货才几天|用了不到一周],{symptom}。[要求换一台新的|麻烦给换一个],[不接受维修|别再给我修了]。",
    "你好,订单 {order} "
    "里的{product}{symptom}。[已经按说明书试过了|重启、复位都试过],[还是一样|没有用]。[我想换货|申请换货],["
    "上门取件可以吗|怎么寄回]?",
    "{product}(型号 "
    "{model})[打开就发现问题|第一次用就不对劲]:{symptom}。[七天无理由期内|刚签收],[请安排换货|请尽快换一个给我]。",
    "[家里老人用的|给父母买的]{product},{symptom},[老人不会弄|跑一趟不方便]。订单号是 "
    "{order},{day}买的,[希望直接换新|能不能直接寄新的过来]?",
    "[之前修过一次|上个月修过],{product}又{symptom}了。[修了还坏|同样的毛病],[这次必须换|要求换新机]。订单:{order},"
    "收货地在{city}。"};
constexpr std::array<Text, 4> ask = {
    "{title},[麻烦拍一段故障的视频|请补充故障处的照片和机身铭牌的照片],[审核时要用|方便售后尽快判定]。",
    "您好,[还需要您提供|请您补充]:1. [故障照片|能看清问题的照片];2. "
    "[外包装快递单照片|购买凭证]。收到后[马上安排|当天审核]。",
    "{title}您好,换货前需要[确认一下|核对]:[配件和包装还在吗|附件是否齐全]?[收货地址有变化吗|换同样的颜色吗]?",
    "您好,[请问方便上门取件的时间|上门取件约在什么时间合适]?[顺便请拍一张铭牌照片|同时请补一张机身背面的照片]。"};
constexpr std::array<Text, 4> supplied = {
    "照片[发了|拍好了],[看得清吗|铭牌在第二张],[型号是|写的是]{model}",
    "[包装还在|配件都齐],[就换同款|还是要{spec}],[周六上午|今天晚上七点后]可以上门",
    "视频[录好了|已经传上去],[一开就那样|每次都这样],[地址不变|还是原来的地址]",
    "[都在|东西齐全],快递单[拍了|见照片],[随时可以来取|明天下午都在家]"};
constexpr std::array<Text, 3> problem = {
    "{product}({model}){symptom},[客户要求换新|申请换货],订单 {order}。",
    "订单 {order},{product}[签收后|使用后]{symptom},[客户不接受维修|客户坚持换货]。",
    "客户反映{product}{symptom},[已按排查步骤试过|远程排查无效]。"};
constexpr std::array<Text, 4> done = {"[核对了订单和签收时间|查过订单],[在换货期内|符合条件];[照片已收|客户已补照片]。",
                                      "[电话沟通过一次|已安抚],[指导复位无效|排查无效]。",
                                      "[确认了收货地址|核对过地址],{city};[备件仓有货|库存充足]。",
                                      "[登记完毕|信息已登记],[铭牌照片在工单里|照片齐]。"};
constexpr std::array<Text, 3> missing = {"[上门取件时间|取件时间未约]", "[还差故障视频|视频还没发]",
                                         "[需要判定是不是人为|需售后判定责任]"};
constexpr std::array<Text, 4> returned = {
    "[缺故障照片|照片看不清铭牌],[请客户重拍|补齐再转],[否则没法判定|没有凭证仓库不收]。",
    "[订单号查不到|系统里没有这个订单],请[核对订单号|和客户再确认]后转回。",
    "[已超出换货期|过了十五天],[只能走维修|请和客户沟通维修方案],退回[协商|重新沟通]。",
    "客户[要换的颜色缺货|选的款式没有库存],请问[是否接受其他颜色|等货还是退款]。"};
constexpr std::array<Text, 4> finding = {
    "[判定为质量问题|检测:主板故障],[同意换新|走换货流程],[换货单已建|已通知备件仓]。",
    "[寄回件已签收|旧件入库],外观[完好|无磕碰],[故障复现|确认故障],换新已[发出|出库]。",
    "[非人为损坏|责任判定:我方],[新机从{city}仓发|走优先发货],[运费我方承担|取件费到付]。",
    "[同批次查了一下|对照了同型号记录],[属个案|近期有三起],[先换新|换新后回寄检测]。"};
constexpr std::array<Text, 4> outcome = {
    "{title}您好,换货[已经安排|已经发出]:新的{product}[今天|已于昨日]从{city}仓发出,单号 "
    "{tracking},[预计两天到|请注意查收]。[旧机取件时交给快递员即可|旧件到付寄回]。",
    "您好,[经售后确认|检测结果出来了],[属于质量问题|符合换货条件],新的{product}[已发货|正在路上],运单 "
    "{tracking}。[给您添麻烦了|再次抱歉]。",
    "{title},换新的{product}[显示已签收|已送达],[请您试用|请开机检查一下],[有任何问题直接回复|有情况随时联系我们]。",
    "您好,{product}已为您[换成全新的|更换新机],[延长半年质保|另赠一年延保],运单号 "
    "{tracking},[感谢您的理解|祝您生活愉快]。"};
} // namespace exchange

namespace refund {
constexpr std::array<Text, 4> subject = {
    "[申请退款|退款]:{product},订单 {order}", "{product}{symptom},[要求退款|我要退货退款]",
    "[退款怎么还没到|退款进度]?订单 {order}", "{day}的订单[不想要了|想退],{product}"};
constexpr std::array<Text, 5> opening = {
    "订单 {order},{product}({spec}),实付 {amount} 元。{symptom},[不想要了|不换了],申请[退货退款|全额退款]。",
    "{day}买的{product}[和描述不符|跟图片差很多],[实际收到的{symptom}|而且{symptom}]。[包装都在|没有用过],请[退款|"
    "办理退货],订单号 {order}。",
    "你好,[退货已经寄回去五天了|快递显示你们签收了],[退款 {amount} 元一直没到账|钱还没退]。运单 {tracking},订单 "
    "{order},[麻烦查一下|请核实]。",
    "[买重复了|家里人又买了一个],{product}[还没拆封|未拆],订单 "
    "{order},[想退掉|申请七天无理由],[运费谁出|要不要自己付运费]?",
    "[活动价格算错了|同一天降价了],{product}[我付了 {amount} 元|多付了钱],[要求退差价|请退还差价]。订单:{order}。"};
constexpr std::array<Text, 3> ask = {
    "{title}您好,[退款审核需要|请补充]:[商品和包装的照片|付款截图],以及[寄回的运单号|退款原因的简单说明]。",
    "您好,[请确认|麻烦确认]一下:[原支付方式还能收款吗|退到原账户可以吗]?[寄回单号|快递单号]也请[发一下|补上]。",
    "{title},[为了尽快打款|方便财务核对],请[提供付款凭证截图|补一张订单支付页的截图]。"};
constexpr std::array<Text, 3> supplied = {"[原路退就行|退到原来的账户],寄回单号 {tracking}",
                                          "截图[发了|在这里],实付 {amount} 元,[尽快|麻烦了]",
                                          "照片[拍了|已传],[没拆过|吊牌都在],单号是 {tracking}"};
constexpr std::array<Text, 3> problem = {"客户申请退款 {amount} 元,{product},订单 {order},原因:{symptom}。",
                                         "订单 {order} 退款 {amount} 元[待审批|请核],[退件已签收|退件在途]。",
                                         "{product}[退货退款|退差价],金额 {amount} 元。"};
constexpr std::array<Text, 3> done = {"[核对了支付记录|支付流水已核],[退件外观完好|质检通过];[凭证已附|凭证齐]。",
                                      "[售后同意退|已按标准核算],[运费险已处理|优惠券已作废]。",
                                      "[和客户确认过金额|金额与客户一致],[原路退回|退原账户]。"};
constexpr std::array<Text, 3> missing = {"[等财务审批|审批结论]", "[到账时间|打款批次]",
                                         "[如超过 500 元要复核|需二级复核]"};
constexpr std::array<Text, 4> returned = {
    "[申请金额和实付不一致|金额对不上],[差了运费|优惠没有扣],请[重新核算|改后再提]。",
    "[缺付款凭证|没有退件签收记录],[按规定不能批|审批要用],请补。",
    "[退件仓库还没确认|仓库说没收到],[先和仓储核实|等入库后再提]。",
    "[开过发票的要先冲红|发票未收回],请[联系客户寄回发票|处理发票后再转]。"};
constexpr std::array<Text, 3> finding = {"[仓库确认退件已入库|退件完好],[可以退|同意退款],转财务。",
                                         "[核算|复核]:实付 {amount} 元,[无优惠分摊|优惠已扣除],[同意|提交财务]。",
                                         "[符合七天无理由|质量原因],[运费我方承担|免运费],提交审批。"};
constexpr std::array<Text, 4> outcome = {
    "{title}您好,退款 {amount} "
    "元[已经审批通过|已提交],[一到三个工作日|三个工作日内]原路退回,[请留意到账通知|以银行到账为准]。",
    "您好,订单 {order} 的退款 {amount} "
    "元[今天已打款|财务已处理],[如三天后仍未到账|未到账的话]请[回复本工单|直接联系我们]。",
    "{title},您的[退货已验收|退件已确认],{amount} 元[退回原支付账户|原路退还],[感谢您的耐心|给您带来不便请谅解]。",
    "您好,[差额|退款]共 {amount} 元[已到账|显示退款成功],[麻烦您查收|请查看账户]。"};
} // namespace refund

namespace repair {
constexpr std::array<Text, 3> subject = {"{product}{symptom},[报修|要修]", "[保修期内维修|上门维修]:{product} {model}",
                                         "{product}坏了,[怎么保修|能修吗]"};
constexpr std::array<Text, 4> opening = {
    "{product}用了[半年|八个月|一年不到],{symptom}。[还在保修期吧|保修卡在],型号 "
    "{model},[怎么送修|能上门吗]?我在{city}。",
    "报修:{product},{symptom},[昨天开始的|前天突然这样]。订单 {order}。[尽快安排|天天要用,麻烦快点]。",
    "你好,{product}[拿去网点|找楼下师傅看过],说[要换主板|要返厂],[想走官方保修|不想自己花钱],{symptom}。",
    "[第二次报修了|上次修完又坏],{product}还是{symptom},[希望这次修好|再修不好就要换了]。"};
constexpr std::array<Text, 3> ask = {
    "{title}您好,请[提供机身编号|拍一下机身底部的编号],[方便查保修|好核对保修期]。",
    "您好,[请问具体地址|麻烦留一个上门地址]和[方便的时间段|联系时间],[师傅会提前电话|安排就近网点]。",
    "{title},[故障发生时有没有异响或异味|指示灯是什么颜色]?[请描述一下|麻烦补充]。"};
constexpr std::array<Text, 3> supplied = {"编号[拍了|在照片里],{model} 那行下面",
                                          "[工作日晚上|周末全天]都行,地址和下单时一样,{city}",
                                          "[没有异味|有一点糊味],[红灯闪|灯不亮],[就是突然停的|用着用着停的]"};
constexpr std::array<Text, 3> problem = {"{product}({model}){symptom},[保修期内|客户要求保修]。",
                                         "客户在{city},{product}报修:{symptom}。",
                                         "[二次报修|重复报修]:{product},{symptom}。"};
constexpr std::array<Text, 3> done = {"[电话指导复位,无效|远程排查过]。", "[核实在保|查到购买记录 {order}]。",
                                      "[约了客户时间|地址已核对]。"};
constexpr std::array<Text, 2> missing = {"[配件是否有货|备件]", "[上门还是寄修|维修方式待定]"};
constexpr std::array<Text, 3> returned = {"[没有机身编号|编号不全],[查不了保修|请补]。",
                                          "[客户地址超出上门范围|该地区没有网点],请[改为寄修|与客户商量寄修]。",
                                          "[现象描述不清|没法判断配件],请[再问一下指示灯状态|补充视频]。"};
constexpr std::array<Text, 3> finding = {"[更换控制板|换了温控器],[试机半小时正常|老化测试通过]。",
                                         "[拆检|检测]:[接插件松动|电机碳刷磨损],[已处理|更换后正常]。",
                                         "[寄修件已到|收件],[清理后恢复|更换密封圈],[复测正常|待寄回]。"};
constexpr std::array<Text, 3> outcome = {
    "{title}您好,{product}[已经修好|维修完成],[更换了配件,不收费用|保修期内免费],[寄回单号 "
    "{tracking}|师傅已当面试机]。",
    "您好,[维修师傅已上门处理|网点已处理],{product}[恢复正常|测试正常],[维修后另保三个月|同一问题保修三个月]。",
    "{title},{product}维修完毕,[今天寄出|已经寄回],运单 {tracking},[请查收|到货请先试机]。"};
} // namespace repair

} // namespace

constinit Matter const exchange_matter{"售后/换货申请",    Flow::exchange,    Crowd::shoppers,   15,
                                       Place::service,     exchange::subject, exchange::opening, exchange::ask,
                                       exchange::supplied, exchange::problem, exchange::done,    exchange::missing,
                                       exchange::returned, exchange::finding, exchange::outcome};
constinit Matter const refund_matter{"售后/退款",      Flow::refund,    Crowd::shoppers, 14,
                                     Place::service,   refund::subject, refund::opening, refund::ask,
                                     refund::supplied, refund::problem, refund::done,    refund::missing,
                                     refund::returned, refund::finding, refund::outcome};
constinit Matter const repair_matter{"售后/维修",       Flow::repair,    Crowd::shoppers, 9,
                                     Place::aftersales, repair::subject, repair::opening, repair::ask,
                                     repair::supplied,  repair::problem, repair::done,    repair::missing,
                                     repair::returned,  repair::finding, repair::outcome};

} // namespace baton::demo
