// Components of Element Plus whose own types do not work with exact optional properties: the same ones, with the
// properties that are used here. What an event brings is checked where it is used.
import { ElConfigProvider, ElOption, ElSelect } from "element-plus";
import type { Language } from "element-plus/es/locale";

type Part<Properties> = new () => { $props: Properties; $slots: { default?: () => unknown } };

export const Localized = ElConfigProvider as unknown as Part<{ locale: Language }>;

export const SelectBox = ElSelect as unknown as Part<{
    modelValue: unknown;
    "onUpdate:modelValue"?: (value: never) => void;
    onChange?: (value: never) => void;
    multiple?: boolean;
    collapseTags?: boolean;
    filterable?: boolean;
    clearable?: boolean;
    allowCreate?: boolean;
    defaultFirstOption?: boolean;
    reserveKeyword?: boolean;
    disabled?: boolean;
    placeholder?: string;
    ariaLabel?: string;
}>;

export const SelectOption = ElOption as unknown as Part<{ value: string; label: string }>;
