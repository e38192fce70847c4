import { App, Tags } from 'aws-cdk-lib';
import { contextNames, settingsFor } from '../lib/stage-settings.ts';
import { TribriefStack } from '../lib/tribrief-stack.ts';

const app = new App();
const context = Object.fromEntries(
  contextNames.map((name) => [name, app.node.tryGetContext(name) as string | undefined]),
);
const known: readonly string[] = contextNames;
// CDK's own names have a colon or a dash.
const unknown = Object.keys(app.node.getAllContext()).filter(
  (name) => /^\w+$/.test(name) && !known.includes(name),
);
if (unknown.length > 0)
  throw new Error(`-c ${unknown.join(', ')}: unknown; the names are ${contextNames.join(', ')}`);
const { stage, settings } = settingsFor(context);
const stack = new TribriefStack(app, `Tribrief-${stage}`, {
  settings,
  description: 'Cleans, summarizes and translates news articles into Korean and Japanese',
});
Tags.of(stack).add('application', 'tribrief');
