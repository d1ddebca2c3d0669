import type Anthropic from '@anthropic-ai/sdk'
import { isObject, type Loose, listOf, textOf } from './json.ts'

type ModelInfo = Pick<Anthropic.ModelInfo, 'type' | 'id' | 'display_name' | 'created_at' | 'max_input_tokens'>

export interface ModelList {
  data: ModelInfo[]
  has_more: false
  first_id: string | null
  last_id: string | null
}

/** What a server lists under `/v1/models`, as Anthropic's API would list it. Some give the list without anything around. */
export function translateModels(list: unknown): ModelList {
  const data = listOf(isObject(list) ? (list.data ?? list.models) : list).flatMap(
    (model) => translateModel(model) ?? [],
  )
  return { data, has_more: false, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null }
}

/** One model; undefined when it has no name. */
export function translateModel(model: unknown): ModelInfo | undefined {
  const held: Loose = isObject(model) ? model : { id: model }
  const id = textOf(held.id) ?? textOf(held.name)
  if (id === undefined) return undefined
  const { created, max_model_len, context_length } = held
  return {
    type: 'model',
    id,
    display_name: id,
    created_at: dateOf(created),
    // vLLM, OpenRouter
    max_input_tokens: [max_model_len, context_length].find((tokens) => typeof tokens === 'number') ?? null,
  }
}

/** The epoch is Anthropic's own word for a date that is not known. */
function dateOf(seconds: unknown): string {
  const date = new Date(typeof seconds === 'number' ? seconds * 1000 : 0)
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString()
}
