const kilo = 1024;

/** "640 KB", "2.5 MB". */
export function size_text(bytes: number): string {
    if (bytes < kilo) return `${bytes} B`;
    return bytes < kilo * kilo ? `${Math.round(bytes / kilo)} KB` : `${(bytes / kilo / kilo).toFixed(1)} MB`;
}
