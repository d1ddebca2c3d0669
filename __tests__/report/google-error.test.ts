import { afterEach, describe, expect, test } from 'vitest'
import { startGoogleCloud } from '../../lab/google/cloud.ts'
import { apiError } from '../../lab/google/errors.ts'
import { quotaExceeded, startVertex, type VertexSettings } from '../../lab/google/vertex.ts'
import type { Answer } from '../../lab/providers/answers.ts'
import { readErrorBody } from '../../src/gateway/provider-error.ts'
import { vertexVerdict } from '../../src/report/google-error.ts'

/** As the gateway's meter has it. */
function judgeVertexError(status: number, body: string) {
  const said = readErrorBody(body)
  return { ...said, ...vertexVerdict({ kind: 'answer', status, requestId: undefined, ...said })! }
}

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

/** What the lab's Vertex AI says to a request, by both of its methods. */
async function asked(settings: Partial<VertexSettings> & { path?: string; token?: string }, answer?: Answer) {
  const machine = 'runner@my-project-12345.iam.gserviceaccount.com'
  const cloud = await startGoogleCloud({ machine })
  const vertex = await startVertex({ cloud, script: answer ? [answer] : [], ...settings })
  open.push(cloud, vertex)
  const given = await fetch(`http://${cloud.metadataHost}/computeMetadata/v1/instance/service-accounts/default/token`, {
    headers: { 'metadata-flavor': 'Google' },
  })
  const { access_token } = (await given.json()) as { access_token: string }
  const place = '/v1/projects/my-project-12345/locations/europe-west4/publishers/anthropic/models/claude-sonnet-4-6'
  const verdicts = []
  for (const method of ['streamRawPredict', 'rawPredict']) {
    const response = await fetch(vertex.url + (settings.path ?? `${place}:${method}`), {
      method: 'POST',
      headers: { authorization: `Bearer ${settings.token ?? access_token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ anthropic_version: 'vertex-2023-10-16', max_tokens: 1, messages: [{}] }),
    })
    verdicts.push(judgeVertexError(response.status, await response.text()))
  }
  // Whether it comes in a list is no part of what it means.
  expect({ ...verdicts[0] }).toEqual({ ...verdicts[1] })
  return verdicts[0]!
}

describe('what the lab says as Google does', () => {
  test('the API', async () => {
    expect(await asked({ enabled: false })).toMatchObject({
      code: 'gcp-api-disabled',
      advice: 'gcloud services enable aiplatform.googleapis.com --project my-project-12345',
      message: expect.stringContaining('Vertex AI API has not been used in project'),
    })
  })

  test('the permission', async () => {
    expect(await asked({ mayPredict: () => false })).toMatchObject({
      code: 'gcp-permission-denied',
      type: 'PERMISSION_DENIED',
      advice: expect.stringContaining('add-iam-policy-binding my-project-12345 --role roles/aiplatform.user'),
    })
  })

  test('the permission, as the line that grants it to whom it is', () => {
    const message =
      "Permission 'aiplatform.endpoints.predict' denied on resource '//aiplatform.googleapis.com/projects/my-project-12345/locations/x/publishers/y' (or it may not exist)."
    const error = { kind: 'answer', status: 403, type: 'PERMISSION_DENIED', message, requestId: undefined } as const
    const advice = (member?: string) => vertexVerdict(error, member)?.advice
    expect(advice()).toMatch(/--member …$/)
    expect(advice('serviceAccount:a@b.iam.gserviceaccount.com')).toMatch(/--member serviceAccount:a@b\.iam\.\S+\.com$/)
    expect(advice("principal://iam.googleapis.com/p/subject/repo:a/b:ref:$(x)'")).toMatch(
      / --member 'principal:\S+\$\(x\)'\\'''$/,
    )
  })

  test('the model in the region', async () => {
    expect(await asked({ offers: () => false })).toMatchObject({
      code: 'model-unknown',
      advice: expect.stringContaining('Does europe-west4 offer claude-sonnet-4-6?'),
    })
    expect(await asked({ agreedTo: () => false })).toMatchObject({
      code: 'model-access',
      advice: expect.stringContaining('Model Garden'),
    })
  })

  test('the quota', async () => {
    expect(await asked({}, quotaExceeded())).toMatchObject({
      code: 'provider-rate-limited',
      advice: expect.stringContaining(
        'online_prediction_input_tokens_per_minute_per_base_model for anthropic-claude-sonnet-4-6 in this region',
      ),
    })
  })

  test('the token', async () => {
    expect(await asked({ token: 'made-up' })).toMatchObject({ code: 'provider-auth', type: 'UNAUTHENTICATED' })
  })

  test('an address that is none', async () => {
    expect(await asked({ path: '/projects/x:rawPredict' })).toMatchObject({
      code: 'provider-error',
      message: 'Error 404 (Not Found)!!1',
      advice: expect.stringContaining('/v1'),
    })
  })

  test.each([
    [{ status: 529 }, 'provider-overloaded'],
    [{ status: 503 }, 'provider-overloaded'],
    [{ status: 500 }, 'provider-error'],
    [{ status: 500, type: 'overloaded_error' }, 'provider-overloaded'],
    [{ status: 400, type: 'invalid_request_error', message: 'prompt is too long' }, 'provider-error'],
    [{ status: 400, message: 'Invalid JSON payload.' }, 'provider-error'],
    [{ status: 404, type: 'not_found_error', message: 'model: claude-x' }, 'model-unknown'],
    [{ status: 429, type: 'rate_limit_error' }, 'provider-rate-limited'],
    [{ status: 403, body: '<h1>Blocked</h1>' }, 'provider-error'],
    [{ status: 502, body: 'bad gateway' }, 'provider-error'],
  ] as const)('%o', async (error, code) => {
    expect((await asked({}, { kind: 'error', ...error })).code).toBe(code)
  })
})

describe("Google's reasons", () => {
  const judged = (code: number, message: string, reason?: string, status?: string) => {
    const info = reason === undefined ? undefined : { reason, domain: 'googleapis.com' }
    return judgeVertexError(code, JSON.stringify(apiError(code, message, info, status).body))
  }
  test.each([
    ['ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'gcp-permission-denied', 'the scope `cloud-platform`'],
    ['BILLING_DISABLED', 'provider-error', 'billing account'],
    ['CONSUMER_INVALID', 'gcp-permission-denied', '`gcp-project-id`'],
    ['USER_PROJECT_DENIED', 'gcp-permission-denied', '`gcp-project-id`'],
    ['SECURITY_POLICY_VIOLATED', 'gcp-permission-denied', 'VPC Service Controls'],
  ])('%s', (reason, code, advice) => {
    expect(judged(403, 'No.', reason)).toMatchObject({
      code,
      info: { reason },
      advice: expect.stringContaining(advice),
    })
  })

  test('words, where there is no reason', () => {
    const disabled = 'Vertex AI API has not been used in project 1 before or it is disabled. Enable it by visiting'
    expect(judged(403, disabled).code).toBe('gcp-api-disabled')
    const policy = 'Organization Policy constraint constraints/vertexai.allowedModels violated for projects/1'
    expect(judged(400, policy, undefined, 'FAILED_PRECONDITION').code).toBe('model-access')
    const region =
      'Publisher model projects/p/locations/us-east1/publishers/anthropic/models/claude-x is not servable in region us-east1.'
    expect(judged(400, region, undefined, 'FAILED_PRECONDITION')).toMatchObject({
      code: 'model-unknown',
      advice: expect.stringContaining('Does us-east1 offer claude-x?'),
    })
    expect(judged(429, 'Resource exhausted. Please try again later.')).toMatchObject({
      code: 'provider-rate-limited',
      advice: undefined,
    })
  })

  test('nothing at all', () => {
    for (const body of ['', '[]', 'null', '{"error":null}', '{"error":{"details":[null,{"reason":7}]}}', '[[[{]'])
      expect(judgeVertexError(418, body)).toMatchObject({ code: 'provider-error' })
  })
})
