// The parts of ECharts that are used, and its colours from the style of the page.
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

export { init };

export interface Ink {
    text: string;
    soft: string;
    line: string;
    strong: string;
    surface: string;
    accent: string;
    font: string;
}

export function ink(): Ink {
    const style = getComputedStyle(document.documentElement);
    const of = (name: string) => style.getPropertyValue(name).trim();
    return {
        text: of("--text"),
        soft: of("--text-soft"),
        line: of("--line"),
        strong: of("--line-strong"),
        surface: of("--surface"),
        accent: of("--accent"),
        font: of("--font"),
    };
}
