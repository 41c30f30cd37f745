import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';

const TYPING_PAUSE_MS = 300;

interface Typing {
  text: string;
  type: (text: string) => void;
}

/** A text that is handed on when the typing pauses. */
export function useTyping(value: string, onChange: (text: string) => void): Typing {
  const router = useRouter();
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);
  const page = useRef('');

  // The URL changed under the field, as on the browser's Back: the field follows.
  if (value !== sent) {
    setSent(value);
    setText(value);
  }

  useEffect(() => {
    if (text.trim() === sent) return undefined;
    const timer = setTimeout(() => {
      // Whoever has followed a link meanwhile is not called back from a page that is still on its way.
      if (router.latestLocation.pathname !== page.current) return;
      setSent(text.trim());
      onChange(text.trim());
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, sent, onChange, router]);

  const type = (typed: string) => {
    page.current = router.latestLocation.pathname;
    setText(typed);
  };
  return { text, type };
}
