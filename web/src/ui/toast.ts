// A short notice at the top of the page.
import { ElMessage } from "element-plus";

export const say_done = (message: string) => ElMessage({ message, type: "success", duration: 2500, grouping: true });
export const say_problem = (message: string) => ElMessage({ message, type: "error", duration: 5000, grouping: true });
