// A choice that one person makes on this device, such as the width of a column.
import { ref, watch, type Ref } from "vue";

export function useRemembered<T extends string | number | boolean>(name: string, first: T): Ref<T> {
    const stored = localStorage.getItem(name);
    const value = ref(stored === null ? first : (JSON.parse(stored) as T)) as Ref<T>;
    watch(value, (now) => localStorage.setItem(name, JSON.stringify(now)));
    return value;
}
