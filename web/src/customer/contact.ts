// What somebody typed about a customer in one line: "张三 13800138000" is a name and a phone.
export interface Contact {
    name?: string;
    phone?: string;
    email?: string;
}

export function contact_in(words: string): Contact {
    const contact: Contact = {};
    const names: string[] = [];
    for (const each of words.trim().split(/[\s,,;;]+/)) {
        if (/^\S+@\S+$/.test(each)) contact.email = each;
        else if (/^\+?[\d-]{3,}$/.test(each)) contact.phone = each;
        else if (each) names.push(each);
    }
    if (names.length) contact.name = names.join(" ");
    return contact;
}
