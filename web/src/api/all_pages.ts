// A list that is short enough to be read whole, a page of the server after the other.
interface Page<T> {
    items: T[];
    next_cursor: string | null;
}
const most_at_once = 200;

export async function all_pages<T>(read: (query: { limit: number; cursor?: string }) => Promise<Page<T>>): Promise<T[]> {
    const found: T[] = [];
    let cursor: string | null = null;
    do {
        const page: Page<T> = await read({ limit: most_at_once, ...(cursor ? { cursor } : {}) });
        found.push(...page.items);
        cursor = page.next_cursor;
    } while (cursor);
    return found;
}
