import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { AuditCheck } from '../../api/types';
import { texts } from '../../lib/texts';

/** What a check of the log found. */
export function CheckResult({ found }: { found: AuditCheck }) {
  const intact = found.type === 'intact';
  return (
    <MessageBar intent={intact ? 'success' : 'error'} layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>
          {intact ? texts.audit.intact : texts.audit.broken(found.seq ?? 0)}
        </MessageBarTitle>{' '}
        {intact ? texts.audit.checked(found.entries) : found.reason}
      </MessageBarBody>
    </MessageBar>
  );
}
