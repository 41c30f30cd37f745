import { Body1, Title3 } from '@fluentui/react-components';
import type { Session } from '../../api/types';
import { CardPage } from '../../components/CardPage';
import { PasswordForm } from '../../components/PasswordForm';
import { texts } from '../../lib/texts';

/** All that a person may do whose password somebody else chose. */
export function ChoosePasswordPage({ onChosen }: { onChosen: (session: Session) => void }) {
  return (
    <CardPage title={texts.session.chooseTitle}>
      <Title3 as="h1">{texts.session.chooseTitle}</Title3>
      <Body1>{texts.session.chooseHint}</Body1>
      <PasswordForm onChanged={onChosen} />
    </CardPage>
  );
}
