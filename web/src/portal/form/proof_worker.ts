// Works beside the page, so that it stays usable.
import type { Challenge } from "../types";
import { find_proof } from "./proof";

self.addEventListener("message", (event: MessageEvent<Challenge>) => self.postMessage(find_proof(event.data)));
