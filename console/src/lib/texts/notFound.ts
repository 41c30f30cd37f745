export const notFound = {
  title: 'Page not found',
  body: 'There is nothing at this address.',
  action: 'Go to the overview',
};
