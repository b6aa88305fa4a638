import type { MessageKey } from "../i18n";
import type { Question, Rating, RatingInput } from "../types";

export const good_tags = ["rating.tag_quick", "rating.tag_friendly", "rating.tag_solved", "rating.tag_clear"] as const;
export const bad_tags = ["rating.tag_slow", "rating.tag_cold", "rating.tag_unsolved", "rating.tag_unclear"] as const;

/** What is offered after so many stars. */
export function tags_for(score: number): readonly MessageKey[] {
    if (score === 0) return [];
    return score >= 4 ? good_tags : score <= 2 ? bad_tags : [...good_tags, ...bad_tags];
}

export interface Typed {
    score: number;
    answers: Record<string, number>;
    tags: string[];
    comment: string;
}

export function typed_of(rating: Rating | null): Typed {
    return {
        score: rating?.score ?? 0,
        answers: Object.fromEntries((rating?.answers ?? []).map((answer) => [answer.question, answer.score])),
        tags: [...(rating?.tags ?? [])],
        comment: rating?.comment ?? "",
    };
}

export function rating_input({ score, answers, tags, comment }: Typed, questions: Question[]): RatingInput {
    const answered = questions.filter((question) => (answers[question.id] ?? 0) > 0);
    return {
        score,
        comment: comment.trim(),
        tags,
        answers: answered.map(({ id }) => ({ question: id, score: answers[id]! })),
    };
}
