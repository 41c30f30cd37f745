// What the faces of the pages show, and how they are found.

/** The devices, group, configurations and job that the test makes before it looks. */
export const world = {};

export const button = (page, name) => page.getByRole('button', { name }).first();
export const text = (page, words) => page.getByText(words).first();
export const of = ({ deviceId }, tab) => `devices/${deviceId}${tab ? `?tab=${tab}` : ''}`;
