// Who is signed in; undefined while that is not known yet.
import { ref } from "vue";
import { api, got, Refusal, type Me } from "../api/client";
import { start_live, stop_live } from "../api/live";

export const me = ref<Me | null | undefined>(undefined);

export async function load_session() {
    try {
        me.value = await got(api.GET("/api/v1/me"));
        start_live();
    } catch (problem) {
        if (!(problem instanceof Refusal) || problem.status !== 401) throw problem;
        me.value = null;
    }
}

export async function sign_in(login: string, password: string) {
    await got(api.POST("/api/v1/session", { body: { login, password } }));
    await load_session();
}

export async function sign_out() {
    stop_live();
    await got(api.DELETE("/api/v1/session"));
    me.value = null;
}
