// The portal's words for what the API says.
import type { components } from "../api/types.gen";

type Schemas = components["schemas"];
export type PortalType = Schemas["PortalType"];
export type Field = Schemas["PortalField"];
export type Option = Schemas["Option"];
export type Condition = Schemas["Condition"];
export type NewTicket = Schemas["PortalNewTicket"];
export type Receipt = Schemas["PortalReceipt"];
export type Upload = Schemas["PortalUpload"];
export type PortalTicket = Schemas["PortalTicket"];
export type Step = Schemas["PortalStep"];
export type Message = Schemas["PortalMessage"];
export type File = Schemas["PortalFile"];
export type Rating = Schemas["RatingView"];
export type RatingInput = Schemas["RatingInput"];
export type Question = Schemas["PortalQuestion"];
export type Announcement = Schemas["PortalAnnouncement"];
export type Proof = Schemas["Proof"];
export type CustomerAction = PortalTicket["can"][number];

/** Of a 428: what to work for before the same ticket is taken. */
export interface Challenge {
    algorithm: string;
    salt: string;
    difficulty: number;
}
