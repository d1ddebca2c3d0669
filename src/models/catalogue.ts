import type { Model, Rates, Routes } from './types.ts'

/**
 * The models, one row each, oldest first within a family: a new one is one more row.
 *
 * Ids: the `claude` CLI's own catalogue (2.1.330); Haiku 3, which it does not know, from the clouds' model pages.
 *
 * Prices: measured from the CLI, which was answered by a stand-in with chosen numbers of tokens and reports what it
 * thinks they cost. They agree with "Pricing" in Anthropic's documents, where Haiku 3's come from. They are Anthropic's
 * list prices, and the CLI uses them for every provider, though a cloud's regional routes cost about a tenth more than
 * that (a fifth in GovCloud). The CLI takes Opus 4 and 4.1 on Anthropic's own API for Opus 5.5.
 *
 * Geographies: "Supported Regions and models for inference profiles" and the model cards of the Amazon Bedrock User
 * Guide. For models whose card could not be had: the list of profiles that Bedrock's own API gave in October 2026 in
 * the regions that are on by default, hence the open lists of callers below; Haiku 5.5 by the ids that other projects
 * took from its card; Fable 5.2, the newest, by the one id that the CLI has. The clouds end models region by region;
 * what is left of an ended one is not in here, and who asks for it hears from Bedrock.
 */

function rates(input: number, output: number, cacheRead: number, cacheWrite5m: number, cacheWrite1h: number): Rates {
  return { input, output, cacheRead, cacheWrite5m, cacheWrite1h }
}

// The routes, named by geography and by how many regions may call, or for whom they are.
const usCore = ['us-east-1', 'us-east-2', 'us-west-2']
const usHaiku3: Routes = { from: usCore, to: ['us-east-1', 'us-west-2'] }
const us3: Routes = { from: usCore, to: usCore }
const us4: Routes = { from: [...usCore, 'us-west-1'], to: usCore }
// For Bedrock, Canada is a part of the geography `us`.
const us5: Routes = { from: [...us4.from, 'ca-central-1'], to: usCore }
const us6: Routes = { from: [...us5.from, 'ca-west-1'], to: usCore }
const usOpen: Routes = { ...us5, open: true }

const euCore = ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3']
const eu3: Routes = { from: ['eu-central-1', 'eu-west-1', 'eu-west-3'], to: ['eu-central-1', 'eu-west-1', 'eu-west-3'] }
const eu4: Routes = { from: [...eu3.from, 'eu-north-1'], to: [...eu3.to, 'eu-north-1'] }
const eu8: Routes = { from: [...euCore, 'eu-central-2', 'eu-west-2'], to: euCore }
const euAndIsrael: Routes = { from: [...euCore, 'il-central-1'], to: euCore }

const jp: Routes = { from: ['ap-northeast-1', 'ap-northeast-3'], to: ['ap-northeast-1', 'ap-northeast-3'] }
const india: Routes = { from: ['ap-south-1', 'ap-south-2'], to: ['ap-south-1', 'ap-south-2'] }
const au2: Routes = { from: ['ap-southeast-2', 'ap-southeast-4'], to: ['ap-southeast-2', 'ap-southeast-4'] }
// New Zealand.
const au3: Routes = { from: [...au2.from, 'ap-southeast-6'], to: au2.to }
const auOpen: Routes = { ...au2, open: true }

const apacFive = ['ap-northeast-1', 'ap-northeast-2', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2']
const apac5: Routes = { from: apacFive, to: apacFive }
const apacSix = [...apacFive, 'ap-northeast-3']
const apac7: Routes = { from: [...apacSix, 'ap-south-2'], to: apacSix }
const apac7South: Routes = { from: apac7.from, to: apac7.from }
const apacEight = [...apac7.from, 'ap-southeast-4']
const apac8: Routes = { from: [...apacEight, 'ap-southeast-3'], to: apacEight }
const apacLater: Routes = {
  from: ['ap-east-2', 'ap-southeast-5', 'ap-southeast-7', 'me-central-1'],
  to: [...apacEight, 'ap-southeast-3'],
}

const govCore = ['us-gov-east-1', 'us-gov-west-1']
// The cards name the callers and no destinations: both regions that GovCloud has.
const gov: Routes = { from: govCore, to: govCore }
const govFromEast: Routes = { from: ['us-gov-east-1'], to: govCore, open: true }
const govToWest: Routes = { from: govCore, to: ['us-gov-west-1'] }

const global: Routes = { from: [], to: [], open: true, anywhere: true }
const globalFromFive: Routes = { from: [...usCore, 'eu-west-1', 'ap-northeast-1'], to: [], anywhere: true }

export const models: readonly Model[] = [
  {
    id: 'claude-3-haiku',
    family: 'haiku',
    name: 'Haiku 3',
    anthropic: 'claude-3-haiku-20240307',
    bedrock: 'anthropic.claude-3-haiku-20240307-v1:0',
    vertex: 'claude-3-haiku@20240307',
    price: rates(0.25, 1.25, 0.03, 0.3, 0.5),
    unpricedByCli: true,
    ended: true,
    geographies: {
      profiles: { us: [usHaiku3], eu: [eu3], apac: [apac5], 'us-gov': [govFromEast] },
      onDemand: ['ap-northeast-2', 'ap-south-1', 'ap-southeast-1', 'ca-central-1', 'sa-east-1'],
    },
  },
  {
    id: 'claude-3-5-haiku',
    family: 'haiku',
    name: 'Haiku 3.5',
    anthropic: 'claude-3-5-haiku-20241022',
    bedrock: 'anthropic.claude-3-5-haiku-20241022-v1:0',
    vertex: 'claude-3-5-haiku@20241022',
    price: rates(0.8, 4, 0.08, 1, 1.6),
    ended: true,
    geographies: { profiles: { us: [us3] } },
  },
  {
    id: 'claude-haiku-4-5',
    family: 'haiku',
    name: 'Haiku 4.5',
    anthropic: 'claude-haiku-4-5-20251001',
    bedrock: 'anthropic.claude-haiku-4-5-20251001-v1:0',
    vertex: 'claude-haiku-4-5@20251001',
    price: rates(1, 5, 0.1, 1.25, 2),
    geographies: { profiles: { us: [us5], eu: [eu8], jp: [jp], au: [au3], in: [india], global: [global] } },
  },
  {
    id: 'claude-haiku-5-5',
    family: 'haiku',
    name: 'Haiku 5.5',
    anthropic: 'claude-haiku-5-5',
    bedrock: 'anthropic.claude-haiku-5-5',
    vertex: 'claude-haiku-5-5',
    price: {
      ...rates(0.1, 0.5, 0.01, 0.125, 0.2),
      longPrompt: { abovePromptTokens: 100_000, ...rates(0.5, 2.5, 0.05, 0.625, 1) },
    },
    geographies: {
      profiles: { us: [usOpen], eu: [eu8], jp: [jp], au: [auOpen], global: [global] },
      unverified: ['us-gov'],
    },
  },
  {
    id: 'claude-3-5-sonnet',
    family: 'sonnet',
    name: 'Sonnet 3.5',
    anthropic: 'claude-3-5-sonnet-20241022',
    bedrock: 'anthropic.claude-3-5-sonnet-20241022-v2:0',
    vertex: 'claude-3-5-sonnet-v2@20241022',
    price: rates(3, 15, 0.3, 3.75, 6),
    ended: true,
    geographies: { profiles: { us: [us3], apac: [apac7] } },
  },
  {
    id: 'claude-3-7-sonnet',
    family: 'sonnet',
    name: 'Sonnet 3.7',
    anthropic: 'claude-3-7-sonnet-20250219',
    bedrock: 'anthropic.claude-3-7-sonnet-20250219-v1:0',
    vertex: 'claude-3-7-sonnet@20250219',
    price: rates(3, 15, 0.3, 3.75, 6),
    ended: true,
    geographies: {
      profiles: { us: [us3], eu: [eu4], apac: [apac7South], 'us-gov': [govFromEast] },
      onDemand: ['eu-west-2'],
    },
  },
  {
    id: 'claude-sonnet-4-0',
    family: 'sonnet',
    name: 'Sonnet 4',
    anthropic: 'claude-sonnet-4-20250514',
    bedrock: 'anthropic.claude-sonnet-4-20250514-v1:0',
    vertex: 'claude-sonnet-4@20250514',
    price: rates(3, 15, 0.3, 3.75, 6),
    geographies: { profiles: { us: [us4], eu: [euAndIsrael], apac: [apac8, apacLater], global: [globalFromFive] } },
  },
  {
    id: 'claude-sonnet-4-5',
    family: 'sonnet',
    name: 'Sonnet 4.5',
    anthropic: 'claude-sonnet-4-5-20250929',
    bedrock: 'anthropic.claude-sonnet-4-5-20250929-v1:0',
    vertex: 'claude-sonnet-4-5@20250929',
    price: rates(3, 15, 0.3, 3.75, 6),
    geographies: {
      profiles: { us: [us5], eu: [eu8], jp: [jp], au: [au3], 'us-gov': [govToWest], global: [global] },
    },
  },
  {
    id: 'claude-sonnet-4-6',
    family: 'sonnet',
    name: 'Sonnet 4.6',
    anthropic: 'claude-sonnet-4-6',
    bedrock: 'anthropic.claude-sonnet-4-6',
    vertex: 'claude-sonnet-4-6',
    price: rates(3, 15, 0.3, 3.75, 6),
    geographies: {
      profiles: { us: [us6], eu: [eu8], jp: [jp], au: [au3], global: [global] },
      onDemand: ['eu-west-2'],
    },
  },
  {
    id: 'claude-sonnet-5',
    family: 'sonnet',
    name: 'Sonnet 5',
    anthropic: 'claude-sonnet-5',
    bedrock: 'anthropic.claude-sonnet-5',
    vertex: 'claude-sonnet-5',
    price: rates(2, 10, 0.2, 2.5, 4),
    geographies: {
      profiles: { us: [usOpen], eu: [eu8], au: [auOpen], in: [india], 'us-gov': [gov], global: [global] },
      onDemand: ['ap-northeast-2', 'ap-southeast-1', 'eu-west-2'],
    },
  },
  {
    id: 'claude-sonnet-5-5',
    family: 'sonnet',
    name: 'Sonnet 5.5',
    anthropic: 'claude-sonnet-5-5',
    bedrock: 'anthropic.claude-sonnet-5-5',
    vertex: 'claude-sonnet-5-5',
    price: rates(2, 10, 0.1, 2.5, 4),
    geographies: { profiles: { us: [us6], eu: [eu8], 'us-gov': [gov], global: [global] } },
  },
  {
    id: 'claude-opus-4-0',
    family: 'opus',
    name: 'Opus 4',
    anthropic: 'claude-opus-4-20250514',
    bedrock: 'anthropic.claude-opus-4-20250514-v1:0',
    vertex: 'claude-opus-4@20250514',
    price: rates(15, 75, 1.5, 18.75, 30),
    ended: true,
    geographies: { profiles: { us: [us3] } },
  },
  {
    id: 'claude-opus-4-1',
    family: 'opus',
    name: 'Opus 4.1',
    anthropic: 'claude-opus-4-1-20250805',
    bedrock: 'anthropic.claude-opus-4-1-20250805-v1:0',
    vertex: 'claude-opus-4-1@20250805',
    price: rates(15, 75, 1.5, 18.75, 30),
    geographies: { profiles: { us: [us3] } },
  },
  {
    id: 'claude-opus-4-5',
    family: 'opus',
    name: 'Opus 4.5',
    anthropic: 'claude-opus-4-5-20251101',
    bedrock: 'anthropic.claude-opus-4-5-20251101-v1:0',
    vertex: 'claude-opus-4-5@20251101',
    price: rates(5, 25, 0.5, 6.25, 10),
    geographies: { profiles: { us: [us5], eu: [eu8], global: [global] } },
  },
  {
    id: 'claude-opus-4-6',
    family: 'opus',
    name: 'Opus 4.6',
    anthropic: 'claude-opus-4-6',
    bedrock: 'anthropic.claude-opus-4-6-v1',
    vertex: 'claude-opus-4-6',
    price: rates(5, 25, 0.5, 6.25, 10),
    geographies: {
      profiles: { us: [usOpen], eu: [eu8], au: [auOpen], global: [global] },
      // Anthropic's page has both, Bedrock's own list of profiles has neither.
      unverified: ['jp', 'apac'],
      onDemand: ['eu-west-2'],
    },
  },
  {
    id: 'claude-opus-4-7',
    family: 'opus',
    name: 'Opus 4.7',
    anthropic: 'claude-opus-4-7',
    bedrock: 'anthropic.claude-opus-4-7',
    vertex: 'claude-opus-4-7',
    price: rates(5, 25, 0.5, 6.25, 10),
    geographies: { profiles: { us: [us6], eu: [eu8], jp: [jp], au: [au2], global: [global] } },
  },
  {
    id: 'claude-opus-4-8',
    family: 'opus',
    name: 'Opus 4.8',
    anthropic: 'claude-opus-4-8',
    bedrock: 'anthropic.claude-opus-4-8',
    vertex: 'claude-opus-4-8',
    price: rates(5, 25, 0.5, 6.25, 10),
    geographies: { profiles: { us: [us6], eu: [eu8], jp: [jp], au: [au2], 'us-gov': [gov], global: [global] } },
  },
  {
    id: 'claude-opus-5',
    family: 'opus',
    name: 'Opus 5',
    anthropic: 'claude-opus-5',
    bedrock: 'anthropic.claude-opus-5',
    vertex: 'claude-opus-5',
    price: rates(5, 25, 0.5, 6.25, 10),
    geographies: {
      profiles: { us: [usOpen], eu: [eu8], au: [auOpen], in: [india], 'us-gov': [gov], global: [global] },
      onDemand: ['ap-northeast-2'],
    },
  },
  {
    id: 'claude-opus-5-5',
    family: 'opus',
    name: 'Opus 5.5',
    anthropic: 'claude-opus-5-5',
    bedrock: 'anthropic.claude-opus-5-5',
    vertex: 'claude-opus-5-5',
    price: rates(4, 20, 0.2, 5, 8),
    geographies: {
      profiles: { us: [usOpen], eu: [eu8], jp: [jp], au: [auOpen], 'us-gov': [gov], global: [global] },
      onDemand: ['eu-west-2'],
    },
  },
  {
    id: 'claude-fable-5',
    family: 'fable',
    name: 'Fable 5',
    anthropic: 'claude-fable-5',
    bedrock: 'anthropic.claude-fable-5',
    vertex: 'claude-fable-5',
    price: rates(10, 50, 1, 12.5, 20),
    geographies: { profiles: { us: [us6], global: [global] }, unverified: ['us-gov'] },
  },
  {
    id: 'claude-fable-5-1',
    family: 'fable',
    name: 'Fable 5.1',
    anthropic: 'claude-fable-5-1',
    bedrock: 'anthropic.claude-fable-5-1',
    vertex: 'claude-fable-5-1',
    price: rates(10, 50, 0.25, 12.5, 20),
    geographies: { profiles: { us: [usOpen], 'us-gov': [gov], global: [global] } },
  },
  {
    id: 'claude-fable-5-2',
    family: 'fable',
    name: 'Fable 5.2',
    anthropic: 'claude-fable-5-2',
    bedrock: 'anthropic.claude-fable-5-2',
    vertex: 'claude-fable-5-2',
    price: rates(8, 40, 0.2, 10, 16),
    geographies: {
      profiles: { us: [usOpen] },
      unverified: ['eu', 'jp', 'au', 'in', 'us-gov', 'global'],
    },
  },
  {
    id: 'claude-mythos-5',
    family: 'mythos',
    name: 'Mythos 5',
    anthropic: 'claude-mythos-5',
    bedrock: null,
    vertex: null,
    price: rates(10, 50, 1, 12.5, 20),
    geographies: null,
  },
  {
    id: 'claude-mythos-5-1',
    family: 'mythos',
    name: 'Mythos 5.1',
    anthropic: 'claude-mythos-5-1',
    bedrock: null,
    vertex: null,
    price: rates(10, 50, 0.25, 12.5, 20),
    geographies: null,
  },
  {
    id: 'claude-mythos-5-2',
    family: 'mythos',
    name: 'Mythos 5.2',
    anthropic: 'claude-mythos-5-2',
    bedrock: null,
    vertex: null,
    price: rates(8, 40, 0.2, 10, 16),
    geographies: null,
  },
]
