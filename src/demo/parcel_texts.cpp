// Parcels: late, damaged; questions and invoices.
#include "demo/matter.h"

#include <array>

namespace baton::demo {
namespace {

using Text = std::string_view;
namespace parcel {
constexpr std::array<Text, 5> subject = {"[催件|催一下快递]:运单 {tracking}", "订单 {order} [还没发货|一直不动]",
                                         "{product}[什么时候到|到哪了]?", "物流[三天没更新|停在{city}不动],{product}",
                                         "[显示签收但没收到|没收到货却显示签收],订单 {order}"};
constexpr std::array<Text, 5> opening = {
    "{day}下的单,{product},订单 {order},[物流停在{city}三天了|一直显示待揽收],[急用|送人的],麻烦[催一下|查一下]。",
    "运单 {tracking} [从{city}发出后就没更新|卡在中转站],[是不是丢件了|到底什么时候到]?",
    "[页面写 48 小时发货|说好次日达],订单 {order} [到现在没发|已经第四天了]。[不发就退款|请给个准时间]。",
    "[显示昨天签收|快递说放驿站了],[但我没有收到|驿站找不到],{product},单号 {tracking},[是谁签的|请核实]。",
    "[想改一下地址|地址写错了],订单 {order},[还来得及吗|能不能拦下来]?改成{city}[的另一个地址|公司地址]。"};
constexpr std::array<Text, 2> ask = {
    "{title}您好,[请核对一下收货手机号后四位|请确认收货地址],[快递员反馈联系不上|方便重新派送]。",
    "您好,请[看一下门口、物业和驿站|问问家人是否代收],[快递显示已投递|投递照片是放在门口],并[回复我们结果|告诉我们]。"};
constexpr std::array<Text, 3> supplied = {"[都问过了,没有|家里没人收],[请继续查|麻烦再核实]",
                                          "手机号没错,[是不是没打通|这两天都开机],地址[还是{city}那个|不变]",
                                          "[驿站也去了|物业也问了],[没有这个单号|没有我的件]"};
constexpr std::array<Text, 3> problem = {"催件:订单 {order},运单 {tracking},[停滞三天|客户急用]。",
                                         "{product},运单 {tracking} [显示签收客户未收到|在{city}中转停滞]。",
                                         "订单 {order} [超时未发|未揽收],客户[要求今天答复|在催]。"};
constexpr std::array<Text, 3> done = {"[查了轨迹|看过物流详情],[最后一站{city}|三天无更新];[已安抚|客户可以等]。",
                                      "[联系过快递客服,没结果|在快递后台催过一次]。",
                                      "[核对了地址和电话|收货信息无误]。"};
constexpr std::array<Text, 2> missing = {"[准确到货时间|派送时间]", "[是否丢件|要不要补发]"};
constexpr std::array<Text, 4> returned = {"[运单号不对|运单 {tracking} 查不到],[请给订单号|核对后再转]。",
                                          "[快递说收件人电话打不通|派送三次无人],请[联系客户确认|和客户核对电话]。",
                                          "[地址不详|缺门牌号],请客户[补充|确认]。",
                                          "[已签收的要客户先确认代收|需先排除家人代收],请[核实|问清]后转回。"};
constexpr std::array<Text, 4> finding = {
    "[联系{city}站点|问了网点],[积压,明天派|车辆故障,今晚到],[已加急|标了优先派送]。",
    "[确认丢件|网点承认错派],[从仓库补发|补发单已建],理赔[我方跟|已提]。",
    "[今天出库|已从{city}仓发出],[新单号|运单] {tracking}。", "[拦截成功|改址已提交],[重新派送|明天到新地址]。"};
constexpr std::array<Text, 4> outcome = {
    "{title}您好,[跟站点确认过了|物流有进展了]:您的包裹[今天派送|明天上午派送],[请保持电话畅通|派送员会联系您]。",
    "您好,{product}[已经补发|重新发出],新运单 {tracking},[走的航空|加急发的],[预计后天到|给您添麻烦了]。",
    "{title},运单 {tracking} [显示已签收|已送达],[请查收|麻烦检查一下外包装],[感谢您的耐心|抱歉让您久等]。",
    "您好,[地址已改好|改派成功],[按新地址|明天]送达,[有变化再通知您|请留意短信]。"};
} // namespace parcel

namespace damage {
constexpr std::array<Text, 3> subject = {"[少发|漏发]:{product},订单 {order}", "{product}[运输破损|收到就是坏的]",
                                         "[外箱烂了|包装破损],{product}{symptom}"};
constexpr std::array<Text, 4> opening = {
    "刚收到{product},[箱子压扁了|外包装破了个洞],{symptom}。[当着快递员开的箱|拒签来不及了],订单 {order}。",
    "订单 {order} [买了两件只到一件|少了配件],{product},[称重也对不上|箱子里就这些]。",
    "{product}[里面碎了|边角磕坏],[泡沫都没放|包装太简单了],[要补发|请换一个],运单 {tracking}。",
    "[送礼用的|过节送人的]{product}[外盒全压变形|盒子裂了],[没法送|送不出手],{symptom},[怎么补偿|请处理]。"};
constexpr std::array<Text, 2> ask = {
    "{title}您好,请上传[外箱六面和面单的照片|破损处和面单照片],[用于向快递理赔|仓库核对时要用]。",
    "您好,[请把收到的东西摆在一起拍一张|请拍一下箱内全貌],并[确认少了哪一件|写明缺少的部件]。"};
constexpr std::array<Text, 3> supplied = {"照片[发了|拍了六张],面单[也拍了|清楚的]",
                                          "[少的是|缺了]电源线和说明书,照片[见上|已传]",
                                          "[箱子扔了|外箱还在],[只拍到里面|照片已补],请看"};
constexpr std::array<Text, 2> problem = {
    "{product}[运输破损|到货破损],订单 {order},运单 {tracking},[要求补发|要求换新]。",
    "[少发一件|漏发配件]:{product},订单 {order}。"};
constexpr std::array<Text, 2> done = {"[照片齐|面单照片已收],[核对订单件数|出库记录已查]。",
                                      "[已登记快递理赔|向客户说明补发流程]。"};
constexpr std::array<Text, 2> missing = {"[出库称重记录|监控核查]", "[补发库存|补发时间]"};
constexpr std::array<Text, 3> returned = {"[缺面单照片|没有外箱照片],[快递不认|无法理赔],请补。",
                                          "[称重记录与发货一致|监控显示已装箱],请[和客户再核对|问清楚少的是哪件]。",
                                          "[补发款缺货|库存为零],请问客户[退款还是等货|是否换颜色]。"};
constexpr std::array<Text, 3> finding = {"[查了出库称重|看了打包监控],[确实漏装|少放一件],[补发单已建|今天补发]。",
                                         "[破损属实|快递已认责],[补发新品|走理赔],[旧件不用退|旧件作废]。",
                                         "[包装组已通报|打包规范已重申],补发运单 {tracking}。"};
constexpr std::array<Text, 3> outcome = {
    "{title}您好,[少的部分|缺的配件]已[补发|寄出],运单 {tracking},[两天左右到|请注意查收],[抱歉|给您添麻烦了]。",
    "您好,[破损的{product}不用寄回|旧件您留着处理],新的[已发出|今天发],单号 {tracking}。",
    "{title},[补发件显示已签收|新件已送达],[请检查|麻烦看看是否完好],[另送上 10 元券|感谢谅解]。"};
} // namespace damage

namespace question {
constexpr std::array<Text, 6> subject = {"{product}[怎么用|使用问题]", "咨询:{product}[保修多久|有没有配件卖]",
                                         "[会员积分|优惠券]问题",      "{product}的{spec}[有货吗|什么时候补货]?",
                                         "[尺寸|规格]咨询,{product}",  "[活动什么时候结束|满减怎么算]?"};
constexpr std::array<Text, 6> opening = {
    "你好,想问一下{product}({model})[保修期多久|滤芯多久换一次|能用洗碗机洗吗|适合几个人用]?[谢谢|麻烦解答]。",
    "[请问|咨询一下]{product}{spec}[还有货吗|和上一代有什么区别|能开发票吗]?[准备买两个|在{city}能次日达吗]?",
    "[昨天领的券用不了|积分怎么突然少了],[提示不可用|明细里看不到],[是怎么回事|帮忙看看]。",
    "[刚买的|{day}到的]{product},[说明书没看懂|没有中文说明],[怎么设置预约|怎么复位|第一次用要注意什么]?",
    "想给[父母|公司|孩子]买{product},[批量有优惠吗|选哪个型号好],[预算 {amount} 元左右|要{spec}]。",
    "[大促价保多久|价格保护怎么申请]?{day}买的{product},[今天便宜了|看到降价了]。"};
constexpr std::array<Text, 2> ask = {"您好,请问您的[订单号|下单手机号后四位]是多少?[方便查具体规则|好帮您看]。",
                                     "{title}您好,[麻烦截个图|请把提示的截图发一下],[看是哪一种券|方便定位原因]。"};
constexpr std::array<Text, 2> supplied = {"订单 {order},[麻烦看下|谢谢]",
                                          "截图[发了|在上面],[就是这个提示|一点就这样]"};
constexpr std::array<Text, 1> problem = {"咨询{product},[超出客服知识范围|需要专业答复]。"};
constexpr std::array<Text, 1> done = {"[知识库没有|查了说明书没找到]。"};
constexpr std::array<Text, 1> missing = {"[准确参数|官方口径]"};
constexpr std::array<Text, 2> returned = {"说明书第[三|八|十二]页有,[可以直接答复|已贴在备注]。",
                                          "[活动规则在公告里|口径已发群],请客服[直接回复|按口径答]。"};
constexpr std::array<Text, 2> finding = {"[官方口径|参数核过]:{model} [整机保一年,主件保三年|支持{spec}]。",
                                         "[活动到本月底|价保十五天],[可叠加会员券|不与券同用]。"};
constexpr std::array<Text, 7> outcome = {
    "您好,{product}[整机保修一年,主要部件三年|保修以订单日期起算],[凭订单即可,不用保修卡|发票和订单都可作为凭证]。",
    "{title}您好,{spec}[目前有货|预计下周补货],[{city}一般次日到|今天下单明天发],[可以直接拍|需要的话帮您登记到货提醒]"
    "。",
    "您好,[长按电源键五秒即可复位|说明书第八页有图示|先空烧一次再用],[视频教程也发您了|不清楚可以再问我]。",
    "{title},[券的使用门槛是满 299 "
    "元|该券仅限家电类],[积分是上月过期的,已帮您补回|已重新发放一张],[请刷新后再试|现在可以用了]。",
    "您好,[价保期为十五天|可以申请价保],[差价已退|在订单页点「价格保护」即可],[到账一到三天|有问题再联系]。",
    "{title}您好,[两口之家选小号就够|按您的预算推荐 "
    "{model}],[五件以上可走企业购,享九五折|有需要可以帮您下单],[祝您购物愉快|欢迎再来咨询]。",
    "您好,[不建议用洗碗机,内胆会磨损|滤芯建议半年一换],[日常湿布擦拭即可|提示灯亮再换也行]。"};
} // namespace question

namespace invoice {
constexpr std::array<Text, 3> subject = {"[开票申请|申请发票],订单 {order}", "发票[抬头开错了|没收到],订单 {order}",
                                         "[专票|电子发票]怎么开?"};
constexpr std::array<Text, 3> opening = {
    "订单 {order},金额 {amount} 元,[需要开公司抬头的发票|要专票],[抬头和税号见表单|信息已填],[月底前要|报销用]。",
    "{day}的订单 {order} [发票抬头错了|税号少一位],[要求重开|麻烦冲红重开],金额 {amount} 元。",
    "[下单时没选发票|忘了开票],{product},订单 {order},[现在还能补开吗|补一张电子的就行]?"};
constexpr std::array<Text, 2> ask = {"{title}您好,[税号位数不对|专票需要开户行和账号],请[核对后回复|补充]。",
                                     "您好,[请确认抬头全称|请提供营业执照上的全称],[以免再次开错|开具后不能修改]。"};
constexpr std::array<Text, 2> supplied = {"[核对过了|重新发一遍],[以这次为准|就是表单里的]",
                                          "开户行和账号[发您了|补上了],[谢谢|尽快]"};
constexpr std::array<Text, 1> problem = {"[开票|重开发票]:订单 {order},{amount} 元。"};
constexpr std::array<Text, 1> done = {"[抬头税号已核|订单已完成]。"};
constexpr std::array<Text, 1> missing = {"[开票结果|发票号码]"};
constexpr std::array<Text, 2> returned = {"[税号校验不通过|抬头与税号不匹配],请[联系客户|核实]。",
                                          "[订单未完成不能开票|退款中的订单不开票],请和客户[说明|沟通]。"};
constexpr std::array<Text, 2> finding = {"[原票已冲红|红字已开],[重开完成|新票已推送]。",
                                         "[电子票已开|专票已寄],[发到客户邮箱|运单 {tracking}]。"};
constexpr std::array<Text, 3> outcome = {
    "{title}您好,[电子发票已开具|发票已开],金额 {amount} 元,[已发送到您的邮箱|可在订单页下载]。",
    "您好,[错票已作废|已冲红],[新的发票已发您邮箱|新专票已寄出,运单 {tracking}],[请查收|请核对]。",
    "{title},订单 {order} 的发票[已补开|开好了],[请在订单详情里下载|如需纸质请回复]。"};
} // namespace invoice

} // namespace

constinit Matter const parcel_matter{"物流/催件",      Flow::parcel,    Crowd::shoppers, 17,
                                     Place::service,   parcel::subject, parcel::opening, parcel::ask,
                                     parcel::supplied, parcel::problem, parcel::done,    parcel::missing,
                                     parcel::returned, parcel::finding, parcel::outcome};
constinit Matter const damage_matter{"物流/破损少件",  Flow::damage,    Crowd::shoppers, 7,
                                     Place::service,   damage::subject, damage::opening, damage::ask,
                                     damage::supplied, damage::problem, damage::done,    damage::missing,
                                     damage::returned, damage::finding, damage::outcome};
constinit Matter const question_matter{"咨询",
                                       Flow::question,
                                       Crowd::shoppers,
                                       16,
                                       Place::service,
                                       question::subject,
                                       question::opening,
                                       question::ask,
                                       question::supplied,
                                       question::problem,
                                       question::done,
                                       question::missing,
                                       question::returned,
                                       question::finding,
                                       question::outcome};
constinit Matter const invoice_matter{"发票/开票申请",   Flow::invoice,    Crowd::shoppers,  5,
                                      Place::finance,    invoice::subject, invoice::opening, invoice::ask,
                                      invoice::supplied, invoice::problem, invoice::done,    invoice::missing,
                                      invoice::returned, invoice::finding, invoice::outcome};

} // namespace baton::demo
