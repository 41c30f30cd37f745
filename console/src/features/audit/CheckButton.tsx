import { Spinner, ToolbarButton } from '@fluentui/react-components';
import { ShieldCheckmark20Regular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { problemText } from '../../api/problem';
import type { AuditCheck } from '../../api/types';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { verifyAudit } from './queries';

/** Has the server check that nobody has been at the log. */
export function CheckButton({ onChecked }: { onChecked: (found: AuditCheck) => void }) {
  const notify = useNotify();
  const check = useMutation({
    mutationFn: verifyAudit,
    onSuccess: onChecked,
    onError: (error) => notify.failure(texts.audit.checkFailed, problemText(error)),
  });
  return (
    <ToolbarButton
      icon={check.isPending ? <Spinner size="tiny" /> : <ShieldCheckmark20Regular />}
      disabled={check.isPending}
      onClick={() => check.mutate()}
    >
      {check.isPending ? texts.audit.checking : texts.audit.check}
    </ToolbarButton>
  );
}
