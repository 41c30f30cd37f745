export const condition = {
  matches: (count: string, one: boolean, of: 'device' | 'module') =>
    `Matches ${count} ${one ? of : `${of}s`} now`,
  counting: 'Counting…',
  end: 'end of text',
  fault: 'Where it is wrong',
};
