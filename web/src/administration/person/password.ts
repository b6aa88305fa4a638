// A password for somebody else: without letters that are mistaken for others when read from paper.
const letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const length = 16;
const bytes_used = 256 - (256 % letters.length); // beyond, some letters would come more often

export function made_up_password(): string {
    let made = "";
    while (made.length < length)
        for (const byte of crypto.getRandomValues(new Uint8Array(length)))
            if (byte < bytes_used && made.length < length) made += letters[byte % letters.length];
    return made;
}
