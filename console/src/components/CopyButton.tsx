import { Button, Tooltip } from '@fluentui/react-components';
import { Checkmark20Regular, Copy20Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { texts } from '../lib/texts';

interface CopyButtonProps {
  text: string;
  label?: string;
}

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text, label = texts.copy }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true));

  return (
    <Tooltip content={copied ? texts.copied : label} relationship="label">
      <Button
        appearance="subtle"
        icon={copied ? <Checkmark20Regular /> : <Copy20Regular />}
        onClick={copy}
      />
    </Tooltip>
  );
}
