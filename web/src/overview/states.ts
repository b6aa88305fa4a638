// The categories of statuses, as an overview sums them up.
export { unfinished } from "../view/useViews";
export const finished = ["resolved", "closed"];
