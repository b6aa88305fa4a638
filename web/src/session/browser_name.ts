// What a browser calls itself, in two words: "Chrome · Windows". The first that fits: most pretend to be others as well.
const browsers: [RegExp, string][] = [
    [/MicroMessenger\//, "WeChat"],
    [/QQBrowser\//, "QQ Browser"],
    [/Edg(A|iOS)?\//, "Edge"],
    [/OPR\//, "Opera"],
    [/SamsungBrowser\//, "Samsung Internet"],
    [/HuaweiBrowser\//, "Huawei Browser"],
    [/Firefox\/|FxiOS\//, "Firefox"],
    [/Chrom(e|ium)\/|CriOS\//, "Chrome"],
    [/Safari\//, "Safari"],
];
const systems: [RegExp, string][] = [
    [/HarmonyOS/, "HarmonyOS"],
    [/Android/, "Android"],
    [/iPhone|iPod/, "iPhone"],
    [/iPad/, "iPad"],
    [/Windows/, "Windows"],
    [/Mac OS X/, "macOS"],
    [/CrOS/, "ChromeOS"],
    [/Linux/, "Linux"],
];
const first = (known: [RegExp, string][], agent: string) => known.find(([sign]) => sign.test(agent))?.[1];

/** Absent for programs and browsers that say nothing known. */
export function known_browser(user_agent: string): string | undefined {
    const parts = [first(browsers, user_agent), first(systems, user_agent)].filter((each) => each !== undefined);
    return parts.join(" · ") || undefined;
}
export const browser_name = (user_agent: string): string => known_browser(user_agent) ?? "Web";
