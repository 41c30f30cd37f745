import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { SearchField } from './SearchField';

/** A page with a search, and one that never comes. */
function open() {
  const asked: string[] = [];
  const root = createRootRoute();
  const router = createRouter({
    routeTree: root.addChildren([
      createRoute({
        getParentRoute: () => root,
        path: '/',
        component: () => (
          <SearchField
            label="Search"
            placeholder=""
            value=""
            onChange={(text) => void asked.push(text)}
          />
        ),
      }),
      createRoute({
        getParentRoute: () => root,
        path: '/devices',
        loader: () => new Promise<never>(() => undefined),
      }),
    ]),
    history: createMemoryHistory(),
  });
  render(<RouterProvider router={router as never} />);
  return { asked, router };
}

it('asks for what was typed when the typing pauses', async () => {
  const { asked } = open();

  await userEvent.type(await screen.findByLabelText('Search'), 'pump');

  expect(asked).toEqual([]);
  await waitFor(() => expect(asked).toEqual(['pump']));
});

it('calls nobody back who is on the way to another page', async () => {
  const { asked, router } = open();

  await userEvent.type(await screen.findByLabelText('Search'), 'pump');
  void router.navigate({ to: '/devices' });
  await new Promise((resolve) => setTimeout(resolve, 500));

  expect(asked).toEqual([]);
});
