import type { IncomingMessage, ServerResponse } from 'node:http'
import { BodyRefused, ClientLeft } from '../body.ts'
import { leaving } from '../leaving.ts'
import { type AnswerOptions, callIds } from '../openai/answer.ts'
import { countTokens } from '../openai/count-tokens.ts'
import { toAnthropicError } from '../openai/errors.ts'
import { isObject } from '../openai/json.ts'
import { translateModel, translateModels } from '../openai/models.ts'
import { UntranslatableRequest } from '../openai/request.ts'
import { redirected, refuseBody, reply, unreachable } from '../reply.ts'
import { complete, proved } from './ask.ts'
import type { Call, Translating } from './call.ts'
import { type Giving, giveJson, giveMessage, giveStream, refused } from './give.ts'
import { BrokenOff, readError, readJson } from './read.ts'

/** `POST /v1/messages` */
export function answerMessage(
  request: IncomingMessage,
  response: ServerResponse,
  translating: Translating,
): Promise<void> {
  return answering(request, response, translating, async (call) => {
    const { body, release } = await call.bodies.read(request)
    try {
      await message(parsed(body), call)
    } finally {
      release()
    }
  })
}

/** `POST /v1/messages/count_tokens`: an estimate, since the server has no such call. */
export function answerCount(request: IncomingMessage, response: ServerResponse, means: Translating): Promise<void> {
  return answering(request, response, means, async ({ bodies }) => {
    const { body, release } = await bodies.read(request)
    release()
    giveJson(response, { input_tokens: countTokens(parsed(body)) })
  })
}

/** `GET /v1/models`, and one of them: `which` is empty or `/the-model`. */
export function answerModels(
  which: string,
  request: IncomingMessage,
  response: ServerResponse,
  means: Translating,
): Promise<void> {
  return answering(request, response, means, async (call) => {
    const { server, connections, left } = call
    const answer = await proved(server, (proof) =>
      connections.send('GET', server.call(`/models${which}`, {}, proof), Buffer.alloc(0), undefined, left),
    )
    const status = answer.statusCode!
    if (status >= 400) return refused(toAnthropicError(status, await readError(answer), answer.headers), answer, call)
    if (status >= 300) return redirected(answer, response, call)
    const listed = await readJson(answer)
    giveJson(response, which === '' ? translateModels(listed) : (translateModel(listed) ?? {}))
  })
}

async function answering(
  request: IncomingMessage,
  response: ServerResponse,
  translating: Translating,
  answer: (call: Call) => Promise<void>,
): Promise<void> {
  const call = { ...translating, request, response, left: leaving(response).signal }
  try {
    call.bodies.declared(request)
    await answer(call)
  } catch (error) {
    failed(error, call)
  }
}

async function message(asked: unknown, call: Call): Promise<void> {
  const { meter, response } = call
  const model = isObject(asked) && typeof asked.model === 'string' ? asked.model : ''
  const count = meter.count(model)
  const { answer, names, refusal } = await complete(asked, model, call)
  if (refusal !== undefined) return refused(refusal, answer, call)
  if (answer.statusCode! >= 300) return redirected(answer, response, call)
  const { stream } = asked as { stream?: unknown }
  const options: AnswerOptions = {
    ...{ model, names, takenIds: callIds(asked), inputTokens: countTokens(asked) },
    redact: call.redactor.text,
  }
  const giving: Giving = { ...call, answer, options, count }
  return stream === true ? giveStream(giving) : giveMessage(giving)
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new UntranslatableRequest('The body is not JSON.')
  }
}

function failed(error: unknown, call: Call): void {
  const { response, meter, left } = call
  if (error instanceof BodyRefused) refuseBody(response, error)
  else if (left.aborted || error instanceof ClientLeft) return
  else if (error instanceof UntranslatableRequest) reply(response, 400, 'invalid_request_error', error.message)
  else if (error instanceof BrokenOff) {
    meter.failed({ kind: 'stream', type: 'api_error', message: error.message, requestId: undefined })
    reply(response, 502, 'api_error', error.message)
  } else unreachable(response, call, error, 401)
}
