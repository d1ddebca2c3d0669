import type { Credential, CredentialMeans } from '../../credentials/credential.ts'
import { OutOfPatience, retry } from '../../credentials/retry.ts'
import { ActionError } from '../../errors.ts'
import { isLasting, words } from '../../network/failures.ts'
import type { AnthropicPlan, AuthPlan, OpenAiPlan, ProxyProtocol } from '../../resolve/plan.ts'
import type { Secret } from '../../secret.ts'
import type { AnyUpstream } from '../upstream.ts'
import { AnthropicGatewayUpstream } from './anthropic.ts'
import { KeyProof } from './key-proof.ts'
import { OpenAiUpstream } from './openai.ts'
import { askProtocol, type Shown } from './protocol.ts'

/** A server with models of its own: asked as the CLI asks where it speaks Anthropic, translated where it does not. */
export async function openCompatible(
  plan: OpenAiPlan,
  key: Credential<Secret>,
  means: CredentialMeans,
): Promise<AnyUpstream> {
  const proof = new KeyProof(plan, key)
  if ((await spoken(plan, proof, means)) === 'anthropic')
    return new AnthropicGatewayUpstream({ ...plan, upstream: { url: plan.url } }, proof)
  const upstream = new OpenAiUpstream(plan, proof)
  if (plan.assumed !== undefined) throw await unnamed(plan.assumed, upstream, means)
  return upstream
}

/** The server as one that the CLI can go to by itself (`isolation: env`); an error where it cannot. */
export async function asAnthropic(
  plan: OpenAiPlan,
  key: Credential<Secret>,
  means: CredentialMeans,
): Promise<AnthropicPlan> {
  const proof = new KeyProof(plan, key)
  if ((await spoken(plan, proof, means)) === 'openai')
    throw new ActionError(
      'input-invalid',
      `isolation is "env": ${plan.url.host} speaks OpenAI's API, which \`claude\` itself does not speak; leave \`isolation\` out.`,
    )
  const auth: AuthPlan = { scheme: proof.scheme, other: 'never' }
  return { ...plan, provider: 'anthropic', upstream: { kind: 'gateway', url: plan.url }, auth }
}

/** What the server speaks: as was said, or found out with one request. */
async function spoken(
  { url, protocol }: Pick<OpenAiPlan, 'url' | 'protocol'>,
  proof: KeyProof,
  means: CredentialMeans,
): Promise<Exclude<ProxyProtocol, 'auto'>> {
  if (protocol !== 'auto') return protocol
  const shown = await asked(url, proof, means)
  switch (shown.kind) {
    case 'anthropic':
      means.say(`proxy-protocol: ${url.host} speaks Anthropic's API (${shown.because}); requests go on as they are`)
      return 'anthropic'
    case 'openai':
      means.say(`proxy-protocol: ${url.host} speaks OpenAI's API (${shown.because}); requests are translated`)
      return 'openai'
    case 'refused':
      // The run's own request is refused as well, and says so in its place.
      means.say(`proxy-protocol: ${url.host} refuses the key (${shown.because}) and is taken to speak OpenAI's API`)
      return 'openai'
    case 'elsewhere':
      throw new ActionError('input-invalid', `base-url: ${url.href} is no API: ${shown.because}.`)
    case 'barred':
      throw new ActionError('provider-auth', `${url.host} lets nobody through: ${shown.because}.`)
    case 'nothing':
      throw new ActionError(
        'provider-unreachable',
        `${url.host} does not say what it speaks: ${shown.because}. \`proxy-protocol\` can say it in its place.`,
      )
  }
}

const overallMs = 20_000
const tryMs = 10_000

/** Worth asking again, and what is to be said when that shows nothing either. */
class NothingShown extends Error {
  readonly shown: Shown

  constructor(shown: Shown) {
    super(shown.because)
    this.shown = shown
  }
}

/** A server that is not there yet, or a proxy in front of it that cannot reach it, is asked again for a while. */
async function asked(url: URL, proof: KeyProof, { agents, stop }: CredentialMeans): Promise<Shown> {
  const once = async (signal: AbortSignal) => {
    const shown = await askProtocol(url, proof, agents, signal)
    if (shown.kind === 'nothing') throw new NothingShown(shown)
    return shown
  }
  const passes = (error: unknown) =>
    error instanceof NothingShown || (!(error instanceof ActionError) && !isLasting(error))
  try {
    return await retry(once, { passes, overallMs, tryMs, stop })
  } catch (error) {
    const last = error instanceof OutOfPatience ? error.cause : error
    if (last instanceof NothingShown) return last.shown
    if (stop.aborted || error instanceof ActionError) throw error
    throw new ActionError('provider-unreachable', `${url.host} cannot be reached: ${words(error)}`, { cause: error })
  }
}

/** That a server has names of its own, and which. */
async function unnamed(
  tier: string,
  upstream: OpenAiUpstream,
  { agents, stop }: CredentialMeans,
): Promise<ActionError> {
  const offered = await upstream
    .offered(agents, AbortSignal.any([stop, AbortSignal.timeout(tryMs)]))
    .then(listed, (error: unknown) => `What it offers could not be found out: ${words(error)}.`)
  const cure = `Give one of the server's own names as \`model\`, or say with \`tier-models\` what \`${tier}\` is there.`
  return new ActionError('input-invalid', `model: is missing. ${cure} ${offered}`)
}

/** Enough to choose from. */
const mostListed = 50

function listed(models: readonly string[]): string {
  if (models.length === 0) return 'It lists no model.'
  const more = models.length > mostListed ? ` and ${models.length - mostListed} more` : ''
  return `It offers: ${models.slice(0, mostListed).join(', ')}${more}.`
}
