export const conflict = {
  body: 'Nothing has been saved. Compare both versions, then merge them, overwrite the other change, or drop yours.',
  yours: 'Your version',
  theirs: 'On the server now',
  conflicts: (count: number) =>
    count === 0
      ? 'The changes touch different properties and can be merged.'
      : `Both changed ${count === 1 ? 'this property' : 'these properties'}; a merge keeps your value:`,
  merge: 'Merge and review',
  overwrite: 'Overwrite with mine',
  takeTheirs: 'Drop my changes',
};
