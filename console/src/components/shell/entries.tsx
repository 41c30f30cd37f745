import {
  bundleIcon,
  ClipboardTextLtr20Filled,
  ClipboardTextLtr20Regular,
  DeveloperBoard20Filled,
  DeveloperBoard20Regular,
  Group20Filled,
  Group20Regular,
  Home20Filled,
  Home20Regular,
  Options20Filled,
  Options20Regular,
  TableSearch20Filled,
  TableSearch20Regular,
  TaskListSquareLtr20Filled,
  TaskListSquareLtr20Regular,
  type FluentIcon,
} from '@fluentui/react-icons';
import { texts } from '../../lib/texts';

export interface NavigationEntry {
  to: '/' | '/devices' | '/groups' | '/configurations' | '/jobs' | '/query' | '/audit';
  label: string;
  icon: FluentIcon;
  /** Whether others than administrators are refused there. */
  forAdmins?: boolean;
}

/** The pages of the left navigation, in their order. A new page is one more line here. */
export const entries: readonly NavigationEntry[] = [
  { to: '/', label: texts.navigation.overview, icon: bundleIcon(Home20Filled, Home20Regular) },
  {
    to: '/devices',
    label: texts.navigation.devices,
    icon: bundleIcon(DeveloperBoard20Filled, DeveloperBoard20Regular),
  },
  {
    to: '/groups',
    label: texts.navigation.groups,
    icon: bundleIcon(Group20Filled, Group20Regular),
  },
  {
    to: '/configurations',
    label: texts.navigation.configurations,
    icon: bundleIcon(Options20Filled, Options20Regular),
  },
  {
    to: '/jobs',
    label: texts.navigation.jobs,
    icon: bundleIcon(TaskListSquareLtr20Filled, TaskListSquareLtr20Regular),
  },
  {
    to: '/query',
    label: texts.navigation.query,
    icon: bundleIcon(TableSearch20Filled, TableSearch20Regular),
  },
  {
    to: '/audit',
    label: texts.navigation.audit,
    icon: bundleIcon(ClipboardTextLtr20Filled, ClipboardTextLtr20Regular),
    forAdmins: true,
  },
];
