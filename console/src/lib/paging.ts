/** How many rows a page of a list may have. */
export const PAGE_SIZES: readonly number[] = [25, 50, 100, 200, 500];
export const DEFAULT_PAGE_SIZE = 50;
