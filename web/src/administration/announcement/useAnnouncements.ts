import { useQuery } from "@tanstack/vue-query";
import { computed } from "vue";
import { api, got, type Schemas } from "../../api/client";
import { queries } from "../../api/queries";
import { all_pages } from "../../api/all_pages";

export type Announcement = Schemas["Announcement"];

/** The newest first; those that are over too. */
export function useAnnouncements() {
    const { data, error, refetch, isPending } = useQuery({
        queryKey: ["announcements"],
        queryFn: () => all_pages((query) => got(api.GET("/api/v1/announcements", { params: { query } }))),
        staleTime: 60_000,
    });
    return { announcements: computed(() => data.value ?? []), error, refetch, is_loading: isPending };
}

export const refresh_announcements = () => queries.invalidateQueries({ queryKey: ["announcements"] });
