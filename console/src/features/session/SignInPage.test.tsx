import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { texts } from '../../lib/texts';
import { SignInPage } from './SignInPage';

const requests: Request[] = [];

function serverAnswers(status: number, body: unknown, headers: Record<string, string> = {}) {
  requests.length = 0;
  vi.stubGlobal('fetch', (request: Request) => {
    requests.push(request);
    return Promise.resolve(Response.json(body, { status, headers }));
  });
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function signIn() {
  const onSignedIn = vi.fn();
  render(
    <FluentProvider theme={webLightTheme}>
      <QueryClientProvider client={new QueryClient()}>
        <SignInPage expired={false} onSignedIn={onSignedIn} />
      </QueryClientProvider>
    </FluentProvider>,
  );
  await userEvent.type(screen.getByLabelText(texts.session.userName), 'admin');
  await userEvent.type(screen.getByLabelText(texts.session.password), 'secret{Enter}');
  return onSignedIn;
}

it('handsOnTheSessionAndSendsTheGuardHeader', async () => {
  serverAnswers(200, { userName: 'admin', role: 'admin' });

  const onSignedIn = await signIn();

  await waitFor(() =>
    expect(onSignedIn.mock.calls[0]?.[0]).toEqual({ userName: 'admin', role: 'admin' }),
  );
  const posted = requests.find(({ method }) => method === 'POST');
  expect(posted?.headers.get('X-Homeport-Request')).toBe('1');
});

it('saysThatThePasswordIsWrong', async () => {
  serverAnswers(401, { title: 'Unauthorized', status: 401, code: 'Unauthorized' });

  const onSignedIn = await signIn();

  expect((await screen.findByRole('alert')).textContent).toContain(texts.session.wrong);
  expect(onSignedIn).not.toHaveBeenCalled();
});

it('saysHowLongToWaitAfterTooManyTries', async () => {
  serverAnswers(429, { title: 'Too many', status: 429 }, { 'Retry-After': '30' });
  vi.useFakeTimers({ toFake: ['Date'] }); // the seconds do not run down while nobody has looked yet

  await signIn();

  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain(texts.session.tooMany);
  await waitFor(() => expect(alert.textContent).toContain(texts.session.waitSeconds(30)));
});
