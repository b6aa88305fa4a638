// Whether a button makes sense for whoever is signed in. Only that: what counts is decided by the server.
import { me } from "./useSession";

export const may = (permission: string): boolean => me.value?.permissions.includes(permission) ?? false;
