import type { Geography } from './types.ts'

/**
 * The geographies that a Bedrock region belongs to, the narrowest first; none where AWS documents no inference profile
 * but `global.` (South America, Mexico, Africa, Bahrain). `global` is never among them: data stays where it was asked
 * to stay, unless the model was named so. After the sources named in the catalogue; a region that AWS opens tomorrow
 * goes by its first letters.
 */
export function geographyOf(awsRegion: string): Geography[] {
  const region = awsRegion.trim().toLowerCase()
  if (region.startsWith('us-gov-')) return ['us-gov']
  // Partitions of their own, of which nothing is known.
  if (region.startsWith('us-iso')) return []
  if (region.startsWith('us-')) return ['us']
  // Bedrock calls `us.` from Canada, and keeps those requests in Canada and the United States.
  if (region.startsWith('ca-')) return ['us']
  if (region.startsWith('eu-iso')) return []
  if (region.startsWith('eu-')) return ['eu']
  // Israel and the Emirates may call the profile of another geography, for the one model for which AWS says so.
  if (region === 'il-central-1') return ['eu']
  if (region === 'me-central-1') return ['apac']
  if (region === 'ap-northeast-1' || region === 'ap-northeast-3') return ['jp', 'apac']
  if (region === 'ap-southeast-2' || region === 'ap-southeast-4' || region === 'ap-southeast-6') return ['au', 'apac']
  if (region === 'ap-south-1' || region === 'ap-south-2') return ['in', 'apac']
  if (region.startsWith('ap-')) return ['apac']
  return []
}

/** The AWS partition, the second part of an ARN, that a region is in. */
export function partitionOf(awsRegion: string): string {
  const region = awsRegion.trim().toLowerCase()
  if (region.startsWith('us-gov-')) return 'aws-us-gov'
  if (region.startsWith('cn-')) return 'aws-cn'
  if (region.startsWith('eusc-')) return 'aws-eusc'
  if (region.startsWith('us-isob-')) return 'aws-iso-b'
  if (region.startsWith('us-isof-')) return 'aws-iso-f'
  if (region.startsWith('eu-isoe-')) return 'aws-iso-e'
  if (region.startsWith('us-iso-')) return 'aws-iso'
  return 'aws'
}
