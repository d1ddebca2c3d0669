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

/** The domains of each partition's services, and of those that answer by IPv6 as well (`partitions.json` of AWS's SDKs). */
const domains: Readonly<Record<string, { usual: string; dualStack: string }>> = {
  aws: { usual: 'amazonaws.com', dualStack: 'api.aws' },
  'aws-cn': { usual: 'amazonaws.com.cn', dualStack: 'api.amazonwebservices.com.cn' },
  'aws-us-gov': { usual: 'amazonaws.com', dualStack: 'api.aws' },
  'aws-eusc': { usual: 'amazonaws.eu', dualStack: 'api.amazonwebservices.eu' },
  'aws-iso': { usual: 'c2s.ic.gov', dualStack: 'api.aws.ic.gov' },
  'aws-iso-b': { usual: 'sc2s.sgov.gov', dualStack: 'api.aws.scloud' },
  'aws-iso-e': { usual: 'cloud.adc-e.uk', dualStack: 'api.cloud-aws.adc-e.uk' },
  'aws-iso-f': { usual: 'csp.hci.ic.gov', dualStack: 'api.aws.hci.ic.gov' },
}

/** A service's host in a region: `bedrock-runtime.eu-west-1.amazonaws.com`, and its FIPS and dual-stack forms. */
export function awsHost(
  service: string,
  region: string,
  { fips, dualStack }: { fips: boolean; dualStack: boolean },
): string {
  const { usual, dualStack: both } = domains[partitionOf(region)]!
  return `${service}${fips ? '-fips' : ''}.${region.trim().toLowerCase()}.${dualStack ? both : usual}`
}
