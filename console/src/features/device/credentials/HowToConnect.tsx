import { Body1, Caption1, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Code } from '../../../components/Code';
import { Panel } from '../../../components/Panel';
import { texts } from '../../../lib/texts';
import { environment, snippets, type Language } from './snippets';

const useStyles = makeStyles({
  how: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
});

const words = texts.credentials;

/** A first device program, ready to be copied. */
export function HowToConnect() {
  const styles = useStyles();
  const [language, setLanguage] = useState<Language>('node');
  const { install, program } = snippets[language];
  return (
    <Panel title={words.how}>
      <div className={styles.how}>
        <Body1>{words.howBody}</Body1>
        <Code label={words.environment} text={environment} />
        <TabList
          size="small"
          aria-label={words.languages}
          selectedValue={language}
          onTabSelect={(_, { value }) => setLanguage(value as Language)}
        >
          {Object.entries(snippets).map(([value, { name }]) => (
            <Tab key={value} value={value} id={`language-${value}`} aria-controls="language-panel">
              {name}
            </Tab>
          ))}
        </TabList>
        <div
          role="tabpanel"
          id="language-panel"
          aria-labelledby={`language-${language}`}
          className={styles.how}
        >
          <Caption1>{words.install}</Caption1>
          <Code label={words.install} text={install} />
          <Caption1>{words.program}</Caption1>
          <Code label={words.program} text={program} />
        </div>
      </div>
    </Panel>
  );
}
