// The words of the administration come with its pages, not with the first one.
import { i18n } from "../i18n";
import { en } from "./en";
import { zh } from "./zh";

i18n.global.mergeLocaleMessage("zh", { ...zh });
i18n.global.mergeLocaleMessage("en", { ...en });
