export const query = {
  title: 'Query',
  field: 'Query',
  run: 'Run query',
  hint: 'Or Ctrl+Enter',
  start: 'Ask the fleet',
  startBody: 'Change the query as you like and run it: over devices and devices.modules.',
  none: 'The query found nothing',
  results: 'Results',
  table: 'Table of the results',
  json: 'Results as JSON',
  view: 'Show results as',
  views: { table: 'Table', json: 'JSON' },
};
