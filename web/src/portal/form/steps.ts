// The way of a new ticket, step by step, and what is wrong at each.
import type { MessageKey } from "../i18n";
import type { Sending } from "../parts/upload";
import type { NewTicket, PortalType } from "../types";
import type { Draft } from "./draft";
import { fields_to_send, problems_in } from "../../form/form";
import { looks_like_email, looks_like_phone } from "../../form/value";

export type StepName = "type" | "details" | "more" | "contact";
export type Wrong = Record<string, MessageKey>;

/** REQUIRES: the types of customers. The question for the type is left out when there is only one. */
export function steps_of(types: PortalType[], type: PortalType | undefined): StepName[] {
    const first: StepName[] = types.length === 1 ? [] : ["type"];
    const more: StepName[] = type && type.fields.length > 0 ? ["more"] : [];
    return [...first, "details", ...more, "contact"];
}

/** Where an entry of a problem document is filled in. */
export function step_with(field: string): StepName {
    if (field.startsWith("fields")) return "more";
    if (field.startsWith("requester")) return "contact";
    return field === "type" ? "type" : "details";
}

function wrong_files(uploads: readonly Sending[]): Wrong {
    if (uploads.some((each) => each.state === "waiting" || each.state === "sending")) return { files: "wrong.uploading" };
    return uploads.length > 0 ? { files: "wrong.upload_failed" } : {};
}

function wrong_contact({ name, phone, email }: Draft): Wrong {
    const wrong: Wrong = {};
    if (!name.trim()) wrong["requester.name"] = "wrong.name";
    if (!phone.trim() && !email.trim()) wrong["requester.phone"] = "wrong.contact";
    if (phone.trim() && !looks_like_phone(phone)) wrong["requester.phone"] = "wrong.phone";
    if (email.trim() && !looks_like_email(email)) wrong["requester.email"] = "wrong.email";
    return wrong;
}

export function wrong_at(step: StepName, draft: Draft, type: PortalType, uploads: readonly Sending[]): Wrong {
    switch (step) {
        case "type":
            return {};
        case "details":
            return draft.subject.trim() ? {} : { subject: "wrong.subject" };
        case "more":
            return Object.fromEntries(
                Object.entries(problems_in(type, draft.values)).map(([key, problem]) => [`fields.${key}`, problem]),
            );
        case "contact":
            return { ...wrong_contact(draft), ...wrong_files(uploads) };
    }
}

export function ticket_of(draft: Draft, type: PortalType, website: string): NewTicket {
    const phone = draft.phone.trim();
    const email = draft.email.trim();
    return {
        subject: draft.subject.trim(),
        description: draft.description,
        type: type.path,
        fields: fields_to_send(type, draft.values),
        requester: {
            name: draft.name.trim(),
            ...(phone && { phone }),
            ...(email && { email }),
        },
        attachment_ids: draft.files.map((file) => file.id),
        website,
        ...(draft.announcement && { announcement_id: draft.announcement }),
    };
}
