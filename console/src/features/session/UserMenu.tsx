import {
  Avatar,
  Button,
  Caption1,
  makeStyles,
  Menu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Text,
  tokens,
} from '@fluentui/react-components';
import { Person20Regular, SignOut20Regular } from '@fluentui/react-icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { problemText } from '../../api/problem';
import { sessionQuery } from '../../api/session';
import { useBarButton } from '../../components/shell/useBarButton';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { signOut } from './queries';

const useStyles = makeStyles({
  who: {
    display: 'flex',
    flexDirection: 'column',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
  },
});

interface UserMenuProps {
  onAccount: () => void;
  onSignedOut: () => void;
}

/** Who is signed in, the way to one's own account, and the way out. */
export function UserMenu({ onAccount, onSignedOut }: UserMenuProps) {
  const styles = useStyles();
  const onBar = useBarButton();
  const notify = useNotify();
  const { data: session } = useQuery(sessionQuery);
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: onSignedOut,
    onError: (error) => notify.failure(texts.errors.title, problemText(error)),
  });
  if (!session) return null;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          shape="circular"
          className={onBar}
          aria-label={texts.session.menu(session.userName)}
          icon={<Avatar aria-hidden name={session.userName} size={28} color="neutral" />}
        />
      </MenuTrigger>
      <MenuPopover>
        <div className={styles.who}>
          <Text weight="semibold">{session.userName}</Text>
          <Caption1>{texts.session.roles[session.role] ?? session.role}</Caption1>
          {session.group && <Caption1>{texts.account.limitedTo(session.group)}</Caption1>}
        </div>
        <MenuDivider />
        <MenuList>
          <MenuItem icon={<Person20Regular />} onClick={onAccount}>
            {texts.account.title}
          </MenuItem>
          <MenuItem icon={<SignOut20Regular />} onClick={() => leave.mutate()}>
            {texts.session.signOut}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
