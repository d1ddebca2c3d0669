/** The catalogue of models: pure data and functions, nothing read and nothing asked. */
export { models } from './catalogue.ts'
export { type ArnResource, type Found, findModel, type Suffix } from './find.ts'
export { costOf, noUsage } from './price.ts'
export { modelIdFor, type ProviderId, policyResources, type RoutedTo, routesTo, type Where } from './provider-id.ts'
export { awsHost, geographyOf, partitionOf } from './region.ts'
export { defaultTier, isTier, taskTiers, tierModels, tiers } from './tiers.ts'
export type {
  Family,
  Geographies,
  Geography,
  Model,
  Price,
  Provider,
  Rates,
  Routes,
  Tier,
  Usage,
} from './types.ts'
