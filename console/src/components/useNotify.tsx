import { Toast, ToastBody, ToastTitle, useToastController } from '@fluentui/react-components';
import { useMemo } from 'react';

export const TOASTER = 'homeport';

/** Short news at the edge of the page: what an action of the user came to. */
export function useNotify() {
  const { dispatchToast } = useToastController(TOASTER);
  return useMemo(() => {
    const show = (intent: 'success' | 'error', title: string, body?: string) =>
      dispatchToast(
        <Toast>
          <ToastTitle>{title}</ToastTitle>
          {body && <ToastBody>{body}</ToastBody>}
        </Toast>,
        { intent, timeout: intent === 'error' ? 10_000 : 4_000 },
      );
    return {
      success: (title: string) => show('success', title),
      failure: (title: string, body: string) => show('error', title, body),
    };
  }, [dispatchToast]);
}
