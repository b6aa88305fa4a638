// What staff ask of the IT desk.
#include "demo/matter.h"

#include <array>

namespace baton::demo {
namespace {

using Text = std::string_view;
constexpr std::array<Text, 2> problem = {"{system}问题,[已初步排查|一线无法解决],[影响办公|影响一个组]。",
                                         "{device}故障,[需要现场|需要更换配件],位置在{station}。"};
constexpr std::array<Text, 2> done = {"[重启、重装驱动无效|远程看过]。", "[确认不是密码问题|换了网口没用]。"};
constexpr std::array<Text, 2> missing = {"[根因|需要数据库权限查看]", "[备件|上门时间]"};
constexpr std::array<Text, 3> returned = {"[没写设备编号|缺资产编号],[请补|问一下使用人]。",
                                          "[要部门负责人同意|缺审批],请[补审批|让申请人找主管确认]。",
                                          "[远程连不上|电脑关机了],请[让同事开机|约时间]。"};

constexpr std::array<Text, 4> login_subject = {"[登不上|无法登录]{system}", "{system}[密码忘了|账号被锁]",
                                               "{system}[提示账号不存在|一直转圈]",
                                               "[换了手机,收不到验证码|双重验证失效],{system}"};
constexpr std::array<Text, 4> login_opening = {
    "[早上一来|刚才开始]{system}[登不上去|提示密码错误],[密码肯定没输错|昨天还能用],[急着审批单据|要开会用]。",
    "{system}账号[连续输错被锁|显示已停用],请[解锁|看一下],我在{station}。",
    "[新来的同事|我们组新人]在{system}里[没有账号|看不到菜单],[需要今天开通|麻烦开一下]。",
    "[换手机后|重装系统后]{system}的验证码[收不到|不对],[打不开|进不去]。"};
constexpr std::array<Text, 2> login_ask = {"您好,请[提供工号和报错截图|发一下报错的截图],[方便定位|我们好查日志]。",
                                           "[请问用的内网还是外网|公司网还是家里]?[换个浏览器试过吗|清过缓存吗]?"};
constexpr std::array<Text, 2> login_supplied = {"截图[发了|见上],[内网|在公司],[两个浏览器都一样|换了也不行]",
                                                "[外网,走的远程接入|在家],工号在签名里"};
constexpr std::array<Text, 2> login_finding = {"[账号因连续失败被锁|密码过期],[已解锁并重置|已强制改密]。",
                                               "[单点登录证书过期|目录同步延迟],[更新后恢复|手动同步一次]。"};
constexpr std::array<Text, 3> login_outcome = {
    "[已解锁|账号已恢复],[请用临时密码登录并立即修改|现在可以登录了],[临时密码单独发您|有问题再说]。",
    "{system}[服务已恢复|问题已修复],[原因是证书过期|目录同步故障],[抱歉影响工作|请重新登录]。",
    "[账号开好了|已开通],[权限按岗位默认|初始密码走短信],[登录后请改密码|请知悉]。"};

constexpr std::array<Text, 3> access_subject = {"申请{system}[权限|数据导出权限]", "[转岗|新入职],开通{system}",
                                                "{station}[共享盘|公共文件夹]权限"};
constexpr std::array<Text, 3> access_opening = {
    "因[工作需要|项目需要],申请{system}的[查看|导出|审核]权限,[时间到本季度末|长期使用],[主管已口头同意|已和主管说过]"
    "。",
    "我[转到|刚调到]{station},需要[开通{system}|原来的权限转过来],[原岗位权限可收回|谢谢]。",
    "[小组共用的文件夹|部门共享盘]打不开,[提示没有权限|需要读写],[麻烦加一下|急用]。"};
constexpr std::array<Text, 2> access_ask = {
    "[权限申请需要直属主管确认|按制度要主管审批],请[补一张确认截图|让主管在此回复]。",
    "请[说明需要哪些菜单|列出具体的数据范围]和[使用期限|用途]。"};
constexpr std::array<Text, 2> access_supplied = {"[主管确认截图发了|主管同意了,见截图]",
                                                 "[只要查看订单和库存|只读就行],[用三个月|长期]"};
constexpr std::array<Text, 2> access_finding = {"[审批齐|主管已确认],[按最小权限开通|只读权限]。",
                                                "[已登记权限台账|到期自动回收]。"};
constexpr std::array<Text, 2> access_outcome = {
    "{system}权限[已开通|已加好],[重新登录生效|十分钟后生效],[到期自动收回|请勿转借]。",
    "[共享盘权限已加|已按岗位配置],[注销再登录一次|请刷新],有问题[回复这里|随时说]。"};

constexpr std::array<Text, 4> printer_subject = {"{station}打印机[卡纸|打不了]", "打印机[缺墨|出来全是条纹]",
                                                 "[连不上打印机|找不到打印机],{station}",
                                                 "标签打印机[走纸不停|打印偏移]"};
constexpr std::array<Text, 4> printer_opening = {
    "{station}的打印机[一直卡纸|打出来有黑线],[拆开看过没有纸|重启过],[等着打面单|要打合同],资产编号 {asset}。",
    "[换了墨盒还是提示缺墨|昨天换的硒鼓],打印[很淡|有条纹],{asset}。",
    "电脑[升级以后|换工位以后]找不到打印机,[加不上|驱动装不了],我在{station}。",
    "[快递面单|标签]打印[偏移|一次出两张],[影响发货|后面排队],设备 {asset}。"};
constexpr std::array<Text, 2> printer_ask = {
    "请问[面板上显示什么代码|指示灯什么颜色]?[能拍一张吗|麻烦拍照]。",
    "[请试一下关机拔电源两分钟再开|先换一个纸盒试试],[结果告诉我|还不行就上门]。"};
constexpr std::array<Text, 2> printer_supplied = {"显示[代码 E3|定影错误],照片[拍了|见附]",
                                                  "[试了,还是不行|重启后好了一会儿又卡]"};
constexpr std::array<Text, 2> printer_finding = {"[搓纸轮磨损,已更换|定影组件老化,申请备件]。",
                                                 "[驱动冲突,重装|IP 变了,改成固定地址]。"};
constexpr std::array<Text, 3> printer_outcome = {"[搓纸轮已换|现场处理好了],[试打二十张正常|测试正常]。",
                                                 "[驱动重新装好|打印队列清了],[默认打印机已设置|可以用了]。",
                                                 "[硒鼓已换|备件到了,已更换],打印[清晰|正常],[有问题再报|谢谢配合]。"};

constexpr std::array<Text, 4> computer_subject = {"电脑[蓝屏|开不了机],{asset}", "[电脑很卡|运行慢]",
                                                  "[显示器不亮|键盘失灵],{station}", "[邮箱满了|软件打不开]"};
constexpr std::array<Text, 4> computer_opening = {
    "电脑[开机就蓝屏|反复重启],资产编号 {asset},[资料没备份|里面有报表],[请尽快|急]。",
    "[开几个表格就卡死|打开{system}要五分钟],[内存是不是太小|用了四年了],{asset}。",
    "{station}工位[显示器不亮|键盘有几个键没反应],[换过线|插拔过]也一样。",
    "[邮箱提示已满|{system}客户端打不开],[清了也没用|提示缺少组件]。"};
constexpr std::array<Text, 2> computer_ask = {
    "请问[蓝屏代码是多少|有没有报错提示]?[方便远程吗|现在能连远程吗]?",
    "[机器还在保修期吗|资产编号确认一下],[需要时换备用机|先准备一台备用机]。"};
constexpr std::array<Text, 2> computer_supplied = {"代码[拍下来了|见照片],[可以远程|随时可以]",
                                                   "编号就是 {asset},[下午在工位|都在]"};
constexpr std::array<Text, 2> computer_finding = {"[内存条松动|硬盘坏道],[重插后正常|更换固态硬盘,数据已导出]。",
                                                  "[系统更新失败,回滚|杀毒占用高,已调整]。"};
constexpr std::array<Text, 3> computer_outcome = {"[硬盘已换,资料都在|内存加到 16G],[请开机检查|可以来取]。",
                                                  "[系统已修复|软件重装好了],[速度正常|请再试试]。",
                                                  "[备用机先用着|显示器换了一台],[原机返厂,约一周|旧的收走]。"};

constexpr std::array<Text, 3> network_subject = {"{station}[断网|网络很慢]", "{system}[全员打不开|整个部门都进不去]",
                                                 "[无线连不上|远程接入掉线]"};
constexpr std::array<Text, 3> network_opening = {
    "{station}[整层断网|网速特别慢],[从十点开始|刚才突然],[电话系统也受影响|开不了会]。",
    "{system}[所有人都打不开|报 502],[客服没法接单|仓库没法出库],[非常急|请马上处理]!",
    "[在家办公|出差],远程接入[五分钟掉一次|连不上],[换了网络也一样|手机热点也不行]。"};
constexpr std::array<Text, 2> network_ask = {"[影响多少人|旁边同事也这样吗]?[有线还是无线|交换机灯亮不亮]?",
                                             "请[发一下报错时间和截图|看一下能不能打开内网首页]。"};
constexpr std::array<Text, 2> network_supplied = {"[一排都不行|我们组八个人],有线",
                                                  "[内网首页也打不开|首页能开,{system}不行]"};
constexpr std::array<Text, 2> network_finding = {"[接入交换机死机,重启恢复|光模块故障,已更换],[列入巡检|申请备件]。",
                                                 "[数据库连接打满,已扩|应用重启],[复盘另发|根因:慢查询]。"};
constexpr std::array<Text, 2> network_outcome = {
    "网络[已恢复|正常了],[原因是交换机故障|光模块更换完毕],[抱歉影响|请验证]。",
    "{system}[已恢复访问|服务正常],[后续会做容量调整|复盘报告另发],请[刷新页面|重新登录]。"};

} // namespace

constinit Matter const login_matter{"IT/账号/登录", Flow::desk,    Crowd::staff,   5,       Place::it, login_subject,
                                    login_opening,  login_ask,     login_supplied, problem, done,      missing,
                                    returned,       login_finding, login_outcome};
constinit Matter const access_matter{
    "IT/账号/权限申请", Flow::desk, Crowd::staff, 3,       Place::it, access_subject, access_opening, access_ask,
    access_supplied,    problem,    done,         missing, returned,  access_finding, access_outcome};
constinit Matter const printer_matter{
    "IT/设备/打印机", Flow::desk, Crowd::staff, 4,       Place::it, printer_subject, printer_opening, printer_ask,
    printer_supplied, problem,    done,         missing, returned,  printer_finding, printer_outcome};
constinit Matter const computer_matter{
    "IT/设备/电脑",    Flow::desk, Crowd::staff, 3,       Place::it, computer_subject, computer_opening, computer_ask,
    computer_supplied, problem,    done,         missing, returned,  computer_finding, computer_outcome};
constinit Matter const network_matter{
    "IT/网络",        Flow::desk, Crowd::staff, 2,       Place::it, network_subject, network_opening, network_ask,
    network_supplied, problem,    done,         missing, returned,  network_finding, network_outcome};

} // namespace baton::demo
