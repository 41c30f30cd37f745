import { makeStyles, tokens } from '@fluentui/react-components';

const onBrand = {
  color: tokens.colorNeutralForegroundOnBrand,
  '& .fui-Button__icon': { color: tokens.colorNeutralForegroundOnBrand },
};

const useStyles = makeStyles({
  button: {
    ...onBrand,
    ':hover': { ...onBrand, backgroundColor: tokens.colorBrandBackgroundHover },
    ':hover:active': { ...onBrand, backgroundColor: tokens.colorBrandBackgroundPressed },
    '&[aria-expanded="true"]': onBrand,
    ':focus-visible': {
      outline: `2px solid ${tokens.colorNeutralForegroundOnBrand}`,
      outlineOffset: '-2px',
    },
  },
});

/** The class of a subtle button on the top bar, which has the brand's colour. */
export function useBarButton(): string {
  return useStyles().button;
}
