import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { keys } from '../../api/keys';
import { texts } from '../../lib/texts';
import { EnrollmentDialog } from './EnrollmentDialog';

afterEach(() => vi.unstubAllGlobals());

/** Stands for the list of groups that is open behind the dialog. */
function List({ load }: { load: () => Promise<string> }) {
  useQuery({ queryKey: [...keys.provisioning, 'groups'], queryFn: load });
  return null;
}

it('closesOnceTheListBehindItHasWhatWasSaved', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ items: [] })));
  const loaded: ((list: string) => void)[] = [];
  const load = () => new Promise<string>((resolve) => loaded.push(resolve));
  const onClose = vi.fn();
  render(
    <FluentProvider theme={webLightTheme}>
      <QueryClientProvider client={new QueryClient()}>
        <List load={load} />
        <EnrollmentDialog kind="groups" onClose={onClose} />
      </QueryClientProvider>
    </FluentProvider>,
  );
  loaded[0]?.('as it was');

  const id = screen.getByLabelText(texts.provisioning.id.groups);
  fireEvent.change(id, { target: { value: 'pumps' } });
  fireEvent.click(screen.getByText(texts.save));

  await waitFor(() => expect(loaded).toHaveLength(2));
  expect(onClose).not.toHaveBeenCalled();
  loaded[1]?.('as it was saved');
  await waitFor(() => expect(onClose).toHaveBeenCalled());
});
