// Complaints: about goods, about people.
#include "demo/matter.h"

#include <array>

namespace baton::demo {
namespace {

using Text = std::string_view;
namespace quality {
constexpr std::array<Text, 5> subject = {"投诉:{product}{symptom}", "{product}[质量太差|质量有问题],{symptom}",
                                         "[怀疑买到次品|质量投诉],{product},批号 {batch}",
                                         "{symptom},[这样的东西也敢卖|太不安全了]",
                                         "{product}([型号 {model}|{spec}])质量问题"};
constexpr std::array<Text, 5> opening = {
    "我要投诉:{day}买的{product},{symptom}。[差点出事|家里有孩子,太危险],批号 {batch},订单 "
    "{order}。[必须给个说法|要求检测并赔偿]。",
    "{product}[第一次用|用了三次]就发现{symptom}。[罐底|底部标签]上的批号是 "
    "{batch}。[东西我留着|实物没扔],[你们要怎么处理|请给出检测结论]。订单号 {order}。",
    "[请问你们的质检是怎么做的|质量真是一言难尽],{product}{symptom},[同事买的也一样|网上也有人说]。订单 {order},批号 "
    "{batch},[要求退一赔三|要求合理赔偿]。",
    "你好,订单 {order} "
    "的{product}{symptom},[想知道是不是个例|是不是这一批都有问题]?批号:{batch}。[可以配合检测|可以寄回检测]。",
    "{product}(批号 "
    "{batch}),[{city}这边|我在{city}]收到后{symptom}。[已经停用|不敢再用了],[请尽快回复|今天就要答复]。"};
constexpr std::array<Text, 4> ask = {
    "{title}您好,为了[检测定责|尽快给您结论],请补充[实物、批号和外包装的照片|批号标签和问题部位的照片]。[实物请先保留|"
    "商品请先不要丢弃]。",
    "您好,质检需要[更清楚的照片|批号特写],[麻烦您补拍|请再发一次],[谢谢配合|辛苦您了]。",
    "{title},请问[开封时间|储存方式]和[使用了几次|购买后多久发现的]?[照片也请一并上传|同时请上传照片]。",
    "您好,[请拍下批号 {batch} 的标签|请确认批号是不是 "
    "{batch}],[另附购买小票|并附订单截图],我们[立即送检|马上安排检测]。"};
constexpr std::array<Text, 4> supplied = {"照片[发了三张|都传了],批号 {batch} [看得清|在第一张]",
                                          "[一直放在厨房|按说明存放的],[第三天发现的|打开当天就发现],照片[见附|已补]",
                                          "[重新拍了|补拍了],[这样清楚了吧|应该清楚了],[等你们结论|请尽快]",
                                          "批号核对过了,就是 {batch},[小票在|订单截图已传]"};
constexpr std::array<Text, 3> problem = {"质量投诉:{product},批号 {batch},{symptom}。[请质检判定|请检测]。",
                                         "客户反映批号 {batch} 的{product}{symptom},[涉及安全|要求检测结论]。",
                                         "{product}{symptom},[情绪激动|要求赔偿],订单 {order}。"};
constexpr std::array<Text, 3> done = {"[已让客户停用|提醒客户保留实物],[照片在工单里|照片已收]。",
                                      "[查了同批次销售记录|核对订单和批号],[本周第三起|暂为个案]。",
                                      "[安抚客户|致歉],[承诺两个工作日内答复|说明检测流程]。"};
constexpr std::array<Text, 3> missing = {"[检测结论|责任判定]", "[是否需要整批排查|同批库存情况]",
                                         "[赔付标准|补偿方案]"};
constexpr std::array<Text, 4> returned = {
    "[没有照片|照片里看不到批号],[无法判定|没法立案],请[让客户补照片|补充材料]后再转。",
    "[批号位数不对|批号查不到],[请核对标签|和客户确认],[应为字母加五位数字|按瓶底为准]。",
    "[描述的现象和照片不一致|现象不清楚],请[补一段视频|再和客户确认]。",
    "[先确认实物是否还在|实物已扔则只能按售后处理],请客服[问清|核实]后转回。"};
constexpr std::array<Text, 4> finding = {
    "质检[结论|报告]:批号 {batch} [抽检三件,一件不合格|留样复检合格,属个案],[责任在我方|运输所致],[建议补偿 {amount} "
    "元|同意退换]。",
    "[实物已检|照片判定]:{symptom},[密封工序问题|装配不良],[已通知供应商|通知产线整改]。",
    "[同批留样复测|对比留样],[未复现|复现],[按客诉标准补偿 {amount} 元|建议赔付]。",
    "[检测完成|已出报告],编号 QC-{tracking},[我方责任|物流责任],建议[退款并补偿 {amount} 元|补偿 {amount} 元]。"};
constexpr std::array<Text, 4> outcome = {
    "{title}您好,质检结论[已出|出来了]:[确实存在您说的问题|该件不合格],[我们深表歉意|非常抱歉]。为您[退换并补偿 "
    "{amount} 元|补偿 {amount} 元],[三个工作日内到账|原路返还]。",
    "您好,[经检测|检测结果显示],您的{product}[属于个别不良|确有质量问题],[已为您办理补偿 {amount} 元|补发一件并补偿 "
    "{amount} 元],[同批次我们已全部排查|我们已要求工厂整改]。",
    "{title},关于{product}的投诉,[处理方案如您所同意|按电话里说好的]:[换新|退款],另补偿 {amount} "
    "元。[感谢您帮我们发现问题|谢谢您的监督]。",
    "您好,[补偿 {amount} 元已打款|款项已付],[新品也已寄出|退件已取],[再次致歉|请您继续监督]。"};
} // namespace quality

namespace attitude {
constexpr std::array<Text, 4> subject = {"投诉[客服|门店|快递]态度", "[服务投诉|态度问题]:{city}门店",
                                         "[电话被挂断|说话很冲],要投诉", "[答应的事不算数|承诺没有兑现]"};
constexpr std::array<Text, 4> opening = {
    "{day}[打电话|去{city}门店]问{product}的事,[对方很不耐烦|爱答不理],[说到一半就挂了|说「你自己看说明书」]。要求["
    "道歉|给个说法]。",
    "[师傅上门|送货的]态度[很差|恶劣],[东西往门口一扔就走|说话难听],订单 {order}。[希望处理|请严肃处理]。",
    "[客服上次保证三天内解决|你们答应{day}前回电],[结果没有任何消息|没有人打来]。[服务承诺是摆设吗|很失望]。",
    "在{city}的店里买{product},[店员推销延保,不买就甩脸色|价格说的和结账不一样],[体验很差|希望管一管]。"};
constexpr std::array<Text, 2> ask = {
    "{title}您好,[请问当时大概几点|能否提供时间和工号],[方便我们调取录音|我们好核实]。",
    "您好,[请问是哪一家门店|能说一下店名或位置吗]?[如有小票也请提供|当时的情形请再描述一下]。"};
constexpr std::array<Text, 3> supplied = {"[下午三点左右|上午十点多],[没记住工号|是个年轻的师傅]",
                                          "{city}[市中心那家|商场二楼那家],[小票没留|有小票]",
                                          "[就是{day}|昨天晚上],[通话有七八分钟|你们应该有录音]"};
constexpr std::array<Text, 2> problem = {"服务投诉,涉及[{city}门店|上门人员],[请核实|要求道歉]。",
                                         "客户投诉态度,[情绪较大|要求书面回复],请[门店|相关负责人]核实。"};
constexpr std::array<Text, 2> done = {"[已致歉安抚|先行道歉],[录音已申请调取|记录了经过]。",
                                      "[核对了时间地点|查到当班记录]。"};
constexpr std::array<Text, 2> missing = {"[当事人说明|情况说明]", "[处理意见|是否上门道歉]"};
constexpr std::array<Text, 3> returned = {"[不是我们门店的人|当班人员已核,无此事],请[再核对时间|问清是哪家店]。",
                                          "[没有具体时间|信息太少],[查不到录音|没法核],请补充。",
                                          "[属于外包配送|是快递公司的人员],请[转物流|改派仓储物流]。"};
constexpr std::array<Text, 2> finding = {"[调了录音|看了监控],[确有不当用语|流程没做到位],[已谈话|本月绩效扣分]。",
                                         "[当事人承认语气急|双方有误会],[店长将致电道歉|安排培训]。"};
constexpr std::array<Text, 3> outcome = {
    "{title}您好,[我们核实了当时的情况|已经调查清楚],[确实是我们的服务没有做好|责任在我们],[向您诚恳道歉|"
    "已对当事人处理],[店长会再致电|送上一张 50 元优惠券表示歉意]。",
    "您好,[您的投诉已处理完毕|处理结果],当事人[已接受培训|已调离岗位],[感谢您指出问题|今后我们会改进]。",
    "{title},负责人[已向您电话致歉|已和您当面沟通],[感谢您的谅解|欢迎继续监督]。"};
} // namespace attitude

} // namespace

constinit Matter const quality_matter{"投诉/商品质量",   Flow::quality,    Crowd::shoppers,  9,
                                      Place::service,    quality::subject, quality::opening, quality::ask,
                                      quality::supplied, quality::problem, quality::done,    quality::missing,
                                      quality::returned, quality::finding, quality::outcome};
constinit Matter const attitude_matter{"投诉/服务态度",    Flow::attitude,    Crowd::shoppers,   3,
                                       Place::service,     attitude::subject, attitude::opening, attitude::ask,
                                       attitude::supplied, attitude::problem, attitude::done,    attitude::missing,
                                       attitude::returned, attitude::finding, attitude::outcome};

} // namespace baton::demo
