// Who is signed in; undefined while that is not known yet.
import { ref } from "vue";
import { api, got, Refusal, type Me } from "../api/client";
import { start_live, stop_live } from "../api/live";
import { leave_push } from "../notice/push";

export const me = ref<Me | null | undefined>(undefined);

export async function load_session() {
    try {
        me.value = await got(api.GET("/api/v1/me"));
        if (!me.value.must_change_password) start_live();
    } catch (problem) {
        if (!(problem instanceof Refusal) || problem.status !== 401) throw problem;
        me.value = null;
    }
}

export type SignedIn = "yes" | "wrong" | "code_needed" | "code_wrong";

/** Everything but a wrong login, password or code is thrown. */
export async function sign_in(login: string, password: string, code: string): Promise<SignedIn> {
    try {
        await got(api.POST("/api/v1/session", { body: code ? { login, password, code } : { login, password } }));
    } catch (problem) {
        if (!(problem instanceof Refusal) || problem.status !== 401) throw problem;
        if (!("code" in problem.fields)) return "wrong";
        return code ? "code_wrong" : "code_needed";
    }
    await load_session();
    return "yes";
}

/** Here or elsewhere: the page asks for the password again and stays where it is. */
export function session_ended() {
    stop_live();
    me.value = null;
}

export async function sign_out() {
    await leave_push();
    await got(api.DELETE("/api/v1/session"));
    session_ended();
}
