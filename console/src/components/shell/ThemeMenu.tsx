import {
  Button,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components';
import {
  DarkTheme20Regular,
  WeatherMoon20Regular,
  WeatherSunny20Regular,
} from '@fluentui/react-icons';
import { texts } from '../../lib/texts';
import { chooseTheme, themeChoice, type ThemeChoice } from '../../lib/theme';
import { useValue } from '../../lib/value';
import { useBarButton } from './useBarButton';

const ICONS = {
  light: <WeatherSunny20Regular />,
  dark: <WeatherMoon20Regular />,
  system: <DarkTheme20Regular />,
};
const CHOICES: readonly ThemeChoice[] = ['light', 'dark', 'system'];

export function ThemeMenu() {
  const choice = useValue(themeChoice);
  const onBar = useBarButton();
  return (
    <Menu
      checkedValues={{ theme: [choice] }}
      onCheckedValueChange={(_, { checkedItems }) => chooseTheme(checkedItems[0] as ThemeChoice)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={texts.theme.label} relationship="label">
          <Button appearance="subtle" className={onBar} icon={ICONS[choice]} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {CHOICES.map((value) => (
            <MenuItemRadio key={value} name="theme" value={value} icon={ICONS[value]}>
              {texts.theme[value]}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
