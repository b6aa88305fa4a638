import { useQuery } from "@tanstack/vue-query";
import { computed } from "vue";
import { api, got, type Schemas } from "../../api/client";
import { queries } from "../../api/queries";

export type Question = Schemas["RatingQuestion"];

export function useQuestions() {
    const { data, error, refetch, isPending } = useQuery({
        queryKey: ["rating-questions"],
        queryFn: async () => (await got(api.GET("/api/v1/rating-questions"))).items,
        staleTime: 60_000,
    });
    return { questions: computed(() => data.value ?? []), error, refetch, is_loading: isPending };
}

export const refresh_questions = () => queries.invalidateQueries({ queryKey: ["rating-questions"] });
