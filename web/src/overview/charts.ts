// The pictures of the overview, as ECharts wants them.
import type { Schemas } from "../api/client";
import type { Ink } from "./echarts";

export type Day = Schemas["DayCount"];
export type Department = Schemas["DepartmentCount"];
export interface Labels {
    created: string;
    resolved: string;
    open: string;
}

const axis = (ink: Ink) => ({
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: ink.soft, fontSize: 12, fontFamily: ink.font },
});
const counts = (ink: Ink) => ({ ...axis(ink), type: "value", minInterval: 1, splitLine: { lineStyle: { color: ink.line } } });
const around = (ink: Ink, kind: "line" | "shadow") => ({
    animation: false,
    textStyle: { fontFamily: ink.font },
    legend: { top: 0, right: 0, icon: "roundRect", itemWidth: 12, itemHeight: 8, textStyle: { color: ink.soft } },
    tooltip: {
        trigger: "axis",
        axisPointer: { type: kind, lineStyle: { color: ink.line } },
        backgroundColor: ink.surface,
        borderColor: ink.line,
        textStyle: { color: ink.text, fontSize: 13 },
    },
});

export function chart_of_days(days: Day[], labels: Labels, ink: Ink) {
    const size = days.length > 45 ? 5 : 7;
    const symbols = { type: "line", symbolSize: (count: number) => (count ? size : 0), showSymbol: true, cursor: "pointer" };
    return {
        ...around(ink, "line"),
        grid: { top: 40, right: 28, bottom: 8, left: 8, containLabel: true },
        xAxis: { ...axis(ink), type: "category", boundaryGap: days.length < 3, data: days.map((each) => each.day.slice(5)) },
        yAxis: counts(ink),
        series: [
            { ...symbols, name: labels.created, data: days.map((each) => each.created), color: ink.accent, areaStyle: { opacity: 0.1 } },
            { ...symbols, name: labels.resolved, data: days.map((each) => each.resolved), color: ink.soft, lineStyle: { type: "dashed" } },
        ],
    };
}

/** The department with the most tickets is at the top. */
export function chart_of_departments(departments: Department[], labels: Labels, ink: Ink) {
    const bar = { type: "bar", stack: "all", barMaxWidth: 18, cursor: "pointer" };
    return {
        ...around(ink, "shadow"),
        grid: { top: 40, right: 24, bottom: 8, left: 8, containLabel: true },
        xAxis: counts(ink),
        yAxis: { ...axis(ink), type: "category", inverse: true, data: departments.map((each) => each.department.name) },
        series: [
            { ...bar, name: labels.resolved, data: departments.map((each) => each.resolved), color: ink.accent },
            { ...bar, name: labels.open, data: departments.map((each) => each.open), color: ink.strong },
        ],
    };
}
export const height_of_departments = (count: number): number => 72 + Math.max(1, count) * 36;
